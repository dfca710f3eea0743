import { hashes, keygen, sign, verify } from '@noble/ed25519';
import { fromBase64url } from './base64url.js';
import { concat, type Bytes } from './bytes.js';
import { sha512 } from './sha512.js';
import { subtle } from './webcrypto.js';

const ED25519 = 'Ed25519';

// Lets the library answer synchronously, as `relock.sign()` must.
hashes.sha512 = (message) => sha512(message);

/** An Ed25519 key in page memory, made for one epoch, never stored. */
export interface PageKey {
  /** 32 bytes, RFC 8032. */
  readonly secretKey: Bytes;
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Bytes;
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8, RFC 8410. */
const PKCS8 = fromBase64url('MC4CAQAwBQYDK2VwBCIEIA');

/** The page key of 32 random bytes. */
export const makePageKey = async (secretKey: Bytes): Promise<PageKey> => {
  try {
    // The browser's own curve, where it has one: the library's first multiplication costs a page 100 ms.
    const key = await subtle.importKey('pkcs8', concat(PKCS8, secretKey), ED25519, true, ['sign']);
    return { secretKey, publicKey: fromBase64url((await subtle.exportKey('jwk', key)).x) };
  } catch {
    return keygen(secretKey);
  }
};

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

/** The same by the browser where it has Ed25519, which may take keys of small order: their owner has no secret. */
export const verifies = async (publicKey: Bytes, signature: Bytes, bytes: Bytes): Promise<boolean> => {
  try {
    return await subtle.verify(
      ED25519,
      await subtle.importKey('raw', publicKey, ED25519, false, ['verify']),
      signature,
      bytes,
    );
  } catch {
    return isEd25519(publicKey, signature, bytes);
  }
};
