import type { Bytes } from './bytes.js';

/** WebCrypto's part that an insecure context lacks. */
export const { subtle } = crypto;

/** SHA-256. */
export const sha256 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await subtle.digest('SHA-256', bytes));

/**
 * Makes a key pair whose private part cannot be read back.
 *
 * @param names - algorithms, most wanted first; an elliptic curve of choice is P-256
 */
export const makeKeyPair = async ([name, next]: readonly string[], usages: KeyUsage[]): Promise<CryptoKeyPair> => {
  const making = subtle.generateKey({ name, namedCurve: 'P-256' } as EcKeyGenParams, false, usages);
  return next ? making.catch(() => makeKeyPair([next], usages)) : making;
};
