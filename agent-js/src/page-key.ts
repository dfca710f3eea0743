import { hashes, keygen, sign, verify } from '@noble/ed25519';
import type { Bytes } from './bytes.js';
import { sha512 } from './sha512.js';

// Lets the library answer synchronously, as `relock.sign()` must.
hashes.sha512 = (message) => sha512(message);

/** An Ed25519 key in page memory, made for one epoch, never stored. */
export interface PageKey {
  /** 32 bytes, RFC 8032. */
  readonly secretKey: Bytes;
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Bytes;
}

/** The page key of 32 random bytes. */
export const makePageKey = (seed: Bytes): PageKey => keygen(seed);

/** Plain Ed25519 over `bytes`, 64 bytes. */
export const signWithPage = (key: PageKey, bytes: Uint8Array): Bytes => sign(bytes, key.secretKey);

/** Whether `signature` is good by the rules of RFC 8032; wrong sizes and points are false, not errors. */
export function isEd25519(publicKey: Uint8Array, signature: Uint8Array, bytes: Uint8Array): boolean {
  try {
    return verify(signature, bytes, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
