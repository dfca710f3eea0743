import type { Bytes } from './bytes.js';
import { RelockError } from './error.js';
import { makeKeyPair, subtle } from './webcrypto.js';

/** A key pair for one step; the private part is not extractable. */
export interface StepKey {
  readonly privateKey: CryptoKey;
  /** 32 bytes (X25519) or an uncompressed point of 65 bytes (ECDH with P-256). */
  readonly publicKey: Bytes;
}

/** Makes a key pair for one step by one of these algorithms, most wanted first. */
export async function makeStepKey(curves: readonly string[]): Promise<StepKey> {
  const { privateKey, publicKey } = await makeKeyPair(curves, ['deriveBits']);
  return { privateKey, publicKey: new Uint8Array(await subtle.exportKey('raw', publicKey)) };
}

/**
 * The shared secret of a step, 32 bytes.
 *
 * @throws RelockError `malformed` if the other key is not of the same curve or leads to an all-zero secret
 */
export async function agree({ privateKey }: StepKey, publicKey: Bytes): Promise<Bytes> {
  const { algorithm } = privateKey;
  const secret = await subtle
    .importKey('raw', publicKey, algorithm, false, [])
    .then((other) => subtle.deriveBits({ name: algorithm.name, public: other }, privateKey, 256))
    // Browsers differ in what they throw for a bad point.
    .catch(() => new ArrayBuffer());
  const bytes = new Uint8Array(secret);
  if (bytes.some((byte) => byte)) return bytes;
  throw new RelockError('malformed');
}
