import { utf8, type Bytes } from './bytes.js';
import { sha256 } from './digest.js';
import { toBase64url } from './base64url.js';

/** The public device key: exactly the members that its thumbprint is made of. */
export type DeviceJwk =
  | { readonly crv: 'Ed25519'; readonly kty: 'OKP'; readonly x: string }
  | { readonly crv: 'P-256'; readonly kty: 'EC'; readonly x: string; readonly y: string };

/** A device key. The private part never leaves the browser: it is made not extractable. */
export interface DeviceKey {
  /** `device_id`: RFC 7638 thumbprint with SHA-256, base64url, 43 characters. */
  readonly id: string;
  readonly jwk: DeviceJwk;
  readonly privateKey: CryptoKey;
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** The RFC 7638 thumbprint of a public key, with SHA-256, in base64url. */
export const thumbprint = async (jwk: DeviceJwk): Promise<string> =>
  toBase64url(await sha256(utf8(JSON.stringify(jwk, ['crv', 'kty', 'x', 'y']))));

/** Makes a device key: Ed25519, or ECDSA with P-256 where the browser has no Ed25519. */
export async function makeDeviceKey(): Promise<DeviceKey> {
  const make = (algorithm: EcKeyAlgorithm | 'Ed25519'): Promise<CryptoKeyPair> =>
    crypto.subtle.generateKey(algorithm as EcKeyGenParams, false, ['sign', 'verify']);
  const pair = await make('Ed25519').catch(() => make(ECDSA));
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const jwk = { kty, crv, x, ...(y && { y }) } as DeviceJwk;
  return { id: await thumbprint(jwk), jwk, privateKey: pair.privateKey };
}

/** Signs with a device key: 64 bytes, RFC 8032 or `r ‖ s`. */
export const signWithDevice = async ({ privateKey }: DeviceKey, bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(
    await crypto.subtle.sign(privateKey.algorithm.name === 'ECDSA' ? ECDSA : privateKey.algorithm.name, privateKey, bytes),
  );
