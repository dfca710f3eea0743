import type { Bytes } from './bytes.js';
import { RelockError } from './error.js';

/** Base64url without padding, RFC 4648 section 5. */
export const toBase64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

/**
 * Reads base64url without padding, only in its one canonical form: no white space, unused bits zero.
 *
 * @param length - how many bytes it must be, if that is known
 * @throws RelockError `malformed`
 */
export function fromBase64url(text: unknown, length?: number): Bytes {
  if (typeof text === 'string') {
    try {
      const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
      if (toBase64url(bytes) === text && (length ?? bytes.length) === bytes.length) return bytes;
    } catch {
      // Not base64 at all.
    }
  }
  throw new RelockError('malformed');
}
