import type { Bytes } from './bytes.js';
import { RelockError } from './error.js';

/** Base64url without padding, RFC 4648 section 5. */
export const toBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/**
 * Reads base64url without padding, only in its one canonical form: no white space, unused bits zero.
 *
 * @throws RelockError `malformed`
 */
export function fromBase64url(text: unknown): Bytes {
  try {
    const bytes = Uint8Array.from(atob(String(text).replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    if (toBase64url(bytes) === text) return bytes;
  } catch {
    // Not base64 at all.
  }
  throw new RelockError('malformed');
}
