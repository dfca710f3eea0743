import type { Bytes } from './bytes.js';

/** SHA-256, by WebCrypto. */
export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
