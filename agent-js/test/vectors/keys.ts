import { concat, utf8, type Bytes } from '../../src/bytes.js';
import type { DeviceJwk, DeviceKey } from '../../src/device-key.js';
import { thumbprint } from '../../src/device-key.js';
import { toBase64url } from '../../src/base64url.js';
import { sha256 } from '../../src/webcrypto.js';
import { makePageKey } from '../../src/page-key.js';

/** Reads hexadecimal, as the vector files hold it. */
export const fromHex = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, 'hex'));

/** Bytes that a name stands for, the same in every run: `SHA-256(name ‖ 0) ‖ SHA-256(name ‖ 1) ‖ …` */
export async function fixed(name: string, length: number): Promise<Bytes> {
  let all: Bytes = new Uint8Array();
  for (let block = 0; all.length < length; block++) {
    all = concat(all, await sha256(concat(utf8(name), new Uint8Array([block]))));
  }
  return all.slice(0, length);
}

const PKCS8 = { Ed25519: '302e020100300506032b657004220420', X25519: '302e020100300506032b656e04220420' };

/** A private key of 32 fixed bytes, as WebCrypto holds it. */
export const privateKey = (algorithm: 'Ed25519' | 'X25519', seed: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', concat(fromHex(PKCS8[algorithm]), seed), algorithm, false, [
    algorithm === 'Ed25519' ? 'sign' : 'deriveBits',
  ]);

/** A device key of 32 fixed bytes. */
export async function deviceKey(seed: Bytes): Promise<DeviceKey> {
  const jwk: DeviceJwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64url((await makePageKey(seed)).publicKey) };
  return { id: await thumbprint(jwk), jwk, privateKey: await privateKey('Ed25519', seed) };
}
