import { _SHA512 } from '@noble/hashes/sha2.js';
import type { Bytes } from './bytes.js';

// The class itself, and RFC 2104 in four lines over it, not the library's wrappers: those alone are 5 % of what a page may load.

/** SHA-512 of all parts, one after the other. */
export function sha512(...parts: readonly Uint8Array[]): Bytes {
  const hash = new _SHA512();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** `HMAC512(key, message)`; the key has at most 128 bytes. */
export function hmac512(key: Uint8Array, message: Uint8Array): Bytes {
  const pad = (mask: number): Uint8Array => Uint8Array.from({ length: 128 }, (_, at) => (key[at] ?? 0) ^ mask);
  return sha512(pad(0x5c), sha512(pad(0x36), message));
}
