import { concat, utf8, type Bytes } from './bytes.js';

const HMAC_SHA256 = { name: 'HMAC', hash: 'SHA-256' };

/** A key for HMAC-SHA-256 that cannot be read back. */
export const hmacKey = (bytes: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, HMAC_SHA256, false, ['sign', 'verify']);

/** `HMAC256(key, message)` */
export const hmac256 = async (key: CryptoKey, message: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign('HMAC', key, message));

/** Whether `mac` is `HMAC256(key, message)`, compared in constant time. */
export const isHmac256 = (key: CryptoKey, mac: Bytes, message: Bytes): Promise<boolean> =>
  crypto.subtle.verify('HMAC', key, mac, message);

/**
 * HKDF-Expand of RFC 5869 with SHA-256.
 *
 * @param key - the pseudorandom key, as a key for HMAC-SHA-256, so that it need not be readable
 * @param length - bytes wanted, at most 8160
 */
export async function expand(key: CryptoKey, info: string | Bytes, length: number): Promise<Bytes> {
  const label = typeof info === 'string' ? utf8(info) : info;
  let block: Bytes = new Uint8Array();
  let all: Bytes = block;
  for (let round = 1; all.length < length; round++) {
    block = await hmac256(key, concat(block, label, new Uint8Array([round])));
    all = concat(all, block);
  }
  return all.slice(0, length);
}

/** HKDF of RFC 5869 with SHA-256; the salt is a key for HMAC-SHA-256. */
export const hkdf = async (salt: CryptoKey, ikm: Bytes, info: Bytes, length: number): Promise<Bytes> =>
  expand(await hmacKey(await hmac256(salt, ikm)), info, length);
