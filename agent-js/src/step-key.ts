import type { Bytes } from './bytes.js';
import { RelockError } from './error.js';

/** Which Diffie-Hellman a device uses, for all its steps. */
export type StepCurve = 'X25519' | 'ECDH';

/** A key pair for one step; the private part is not extractable. */
export interface StepKey {
  readonly privateKey: CryptoKey;
  /** 32 bytes (X25519) or an uncompressed point of 65 bytes (ECDH with P-256). */
  readonly publicKey: Bytes;
}

const parameters = (name: string): EcKeyGenParams => ({ name, namedCurve: 'P-256' });

/**
 * Makes a key pair for one step.
 *
 * @param curve - what the device uses already; if it has no choice made yet, X25519 where the browser has it
 */
export async function makeStepKey(curve?: StepCurve): Promise<StepKey> {
  const make = (name: StepCurve): Promise<CryptoKeyPair> =>
    crypto.subtle.generateKey(parameters(name), false, ['deriveBits']);
  const pair = await (curve ? make(curve) : make('X25519').catch(() => make('ECDH')));
  return {
    privateKey: pair.privateKey,
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
  };
}

/** The curve of a step key. */
export const curveOf = (key: StepKey): StepCurve => key.privateKey.algorithm.name as StepCurve;

/**
 * The shared secret of a step, 32 bytes.
 *
 * @throws RelockError `malformed` if the other key is not of the same curve or leads to an all-zero secret
 */
export async function agree({ privateKey }: StepKey, publicKey: Bytes): Promise<Bytes> {
  const algorithm = parameters(privateKey.algorithm.name);
  try {
    const other = await crypto.subtle.importKey('raw', publicKey, algorithm, false, []);
    const secret = new Uint8Array(
      await crypto.subtle.deriveBits({ name: algorithm.name, public: other }, privateKey, 256),
    );
    if (secret.some((byte) => byte !== 0)) return secret;
  } catch {
    // Said below: browsers differ in what they throw for a bad point.
  }
  throw new RelockError('malformed');
}
