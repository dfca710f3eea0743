import { vi, type MockInstance } from 'vitest';

/** Lets WebCrypto be that of a browser without Ed25519 and X25519, until mocks are restored. */
export function withoutCurve25519(): MockInstance {
  const { subtle } = crypto;
  const generateKey = subtle.generateKey.bind(subtle);
  return vi
    .spyOn(subtle, 'generateKey')
    .mockImplementation((algorithm, ...rest) =>
      (algorithm as Algorithm).name.endsWith('25519')
        ? Promise.reject(new DOMException('unknown', 'NotSupportedError'))
        : generateKey(algorithm as EcKeyGenParams, ...rest),
    );
}
