import { concat, utf8, type Bytes } from './bytes.js';
import { subtle } from './webcrypto.js';

/** A key for HMAC-SHA-256 that cannot be read back. */
export const hmacKey = (bytes: Bytes): Promise<CryptoKey> =>
  subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

/** `HMAC256(key, message)` */
export const hmac256 = async (key: CryptoKey, message: Bytes): Promise<Bytes> =>
  new Uint8Array(await subtle.sign('HMAC', key, message));

/**
 * HKDF-Expand of RFC 5869 with SHA-256, as far as its first block goes.
 *
 * @param key - the pseudorandom key, as a key for HMAC-SHA-256, so that it need not be readable
 * @param length - bytes wanted, at most 32
 */
export const expand = async (key: CryptoKey, info: string | Bytes, length = 32): Promise<Bytes> =>
  (await hmac256(key, concat(typeof info === 'string' ? utf8(info) : info, new Uint8Array([1])))).slice(0, length);

/** HKDF of RFC 5869 with SHA-256, 32 bytes; the salt is a key for HMAC-SHA-256. */
export const hkdf = async (salt: CryptoKey, ikm: Bytes, info: Bytes): Promise<Bytes> =>
  expand(await hmacKey(await hmac256(salt, ikm)), info);
