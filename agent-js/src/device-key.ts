import { toBase64url } from './base64url.js';
import { utf8, type Bytes } from './bytes.js';
import { makeKeyPair, sha256, subtle } from './webcrypto.js';

/** The public device key: exactly the members that its thumbprint is made of. */
export type DeviceJwk =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };

/** A device key. The private part never leaves the browser: it is made not extractable. */
export interface DeviceKey {
  /** `device_id`: RFC 7638 thumbprint with SHA-256, base64url, 43 characters. */
  readonly id: string;
  readonly jwk: DeviceJwk;
  readonly privateKey: CryptoKey;
}

/** The RFC 7638 thumbprint of a public key, with SHA-256, in base64url. */
export const thumbprint = async (jwk: DeviceJwk): Promise<string> =>
  toBase64url(await sha256(utf8(JSON.stringify(jwk, ['crv', 'kty', 'x', 'y']))));

/** Makes a device key: Ed25519, or ECDSA with P-256 where the browser has no Ed25519. */
export async function makeDeviceKey(): Promise<DeviceKey> {
  const { privateKey, publicKey } = await makeKeyPair(['Ed25519', 'ECDSA'], ['sign', 'verify']);
  const { kty, crv, x, y } = await subtle.exportKey('jwk', publicKey);
  const jwk = { kty, crv, x, ...(y && { y }) } as DeviceJwk;
  return { id: await thumbprint(jwk), jwk, privateKey };
}

/** Signs with a device key: 64 bytes, RFC 8032 or `r ‖ s`. */
export const signWithDevice = async ({ privateKey }: DeviceKey, bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await subtle.sign({ name: privateKey.algorithm.name, hash: 'SHA-256' }, privateKey, bytes));
