import { createECDH, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';
import { b64u, expand, fromB64u, hmac, labelled, lp, sha256, u64 } from './bytes.js';

/** Both halves of a gateway's step: its public key and the shared secret. */
export function gatewayStep(clientKey: Uint8Array): { publicKey: Buffer; secret: Buffer } {
  if (clientKey.length === 65) {
    const ecdh = createECDH('prime256v1');
    return { publicKey: ecdh.generateKeys(), secret: ecdh.computeSecret(clientKey) };
  }
  const { privateKey } = generateKeyPairSync('x25519');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: b64u(clientKey) }, format: 'jwk' });
  return {
    publicKey: fromB64u(
      createPublicKey(createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }))).export({ format: 'jwk' })
        .x,
    ),
    secret: diffieHellman({ privateKey, publicKey }),
  };
}

export const rootId = (root: Uint8Array): Buffer => expand(root, 'relock/1 root-id', 16);
export const macKey = (root: Uint8Array): Buffer => expand(root, 'relock/1 mac');

export interface StepFacts {
  readonly iss: string;
  readonly origin: string;
  readonly device: string;
  readonly n: number;
  readonly clientKey: Uint8Array;
  readonly gatewayKey: Uint8Array;
  readonly kid: string;
}

export function nextRoot(root: Uint8Array, secret: Uint8Array, step: StepFacts): Buffer {
  const transcript = Buffer.concat([
    lp('relock/1 step', step.iss, step.origin, step.device),
    u64(step.n),
    lp(rootId(root), step.clientKey, step.gatewayKey, step.kid),
  ]);
  return expand(hmac('sha256', root, secret), labelled('root', sha256(transcript)));
}
