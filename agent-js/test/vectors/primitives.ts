import { hkdfSync } from 'node:crypto';
import { toBase64url } from '../../src/base64url.js';
import { concat, lp, u32, u64 } from '../../src/bytes.js';
import { thumbprint, type DeviceJwk } from '../../src/device-key.js';
import { toHex } from '../../src/hex.js';
import { expand, hkdf, hmac256, hmacKey } from '../../src/hkdf.js';
import { makePageKey, signWithPage } from '../../src/page-key.js';
import { fixed, fromHex } from './keys.js';

/** `encoding.json` */
export const encoding = (): object => ({
  u32: [0, 1, 255, 256, 0x7fffffff, 0xffffffff].map((value) => ({ value, hex: toHex(u32(value)) })),
  u64: [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER].map((value) => ({
    value,
    hex: toHex(u64(value)),
  })),
  lp: ['', 'a', 'relock/1 step', 'Zürich 🔑', 'x'.repeat(300)].map((text) => ({ text, hex: toHex(lp(text)) })),
  lpOfSeveral: { texts: ['ab', '', 'c'], hex: toHex(concat(lp('ab'), lp(''), lp('c'))) },
  base64url: ['', '00', 'ff', 'fbff', 'fbefbe', 'ffffffff', '000102030405060708090a0b0c0d0e0f'].map((hex) => ({
    hex,
    text: toBase64url(fromHex(hex)),
  })),
  notBase64url: ['A', 'AB', 'AAB', 'AA==', 'AA=', '+/8', 'A A', 'AA\n', 'AAAAA', '-_9', 'ä'],
});

/** `thumbprint.json`; the first is RFC 8037 appendix A.3. */
export async function thumbprints(): Promise<object> {
  const jwks: DeviceJwk[] = [
    { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
    { kty: 'OKP', crv: 'Ed25519', x: toBase64url((await makePageKey(await fixed('device', 32))).publicKey) },
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    },
  ];
  return Promise.all(jwks.map(async (jwk) => ({ jwk, thumbprint: await thumbprint(jwk) })));
}

/** `ed25519.json`: RFC 8032 section 7.1, tests 1 to 3. */
export const ed25519 = (): Promise<object> =>
  Promise.all(
    [
      ['9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', ''],
      ['4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', '72'],
      ['c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7', 'af82'],
    ].map(async ([seed = '', message = '']) => {
      const key = await makePageKey(fromHex(seed));
      return { seed, public: toHex(key.publicKey), message, signature: toHex(signWithPage(key, fromHex(message))) };
    }),
  );

const more = (ikm: string, salt: string, info: string, length: number): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', fromHex(ikm), fromHex(salt), fromHex(info), length)).subarray(32);

const range = (from: number, to: number): string =>
  toHex(Uint8Array.from({ length: to - from + 1 }, (_, at) => from + at));

/** `hkdf.json`: RFC 5869 appendix A.1 to A.3 (where A.3 has no salt, 32 zero bytes are the same), then the project's infos. */
export async function hkdfs(): Promise<object> {
  const root = toHex(await fixed('root', 32));
  const cases = [
    { ikm: '0b'.repeat(22), salt: range(0, 12), info: range(0xf0, 0xf9), length: 42 },
    { ikm: range(0, 0x4f), salt: range(0x60, 0xaf), info: range(0xb0, 0xff), length: 82 },
    { ikm: '0b'.repeat(22), salt: '00'.repeat(32), info: '', length: 42 },
  ];
  const infos = [
    { info: 'relock/1 root-id', length: 16 },
    { info: 'relock/1 mac', length: 32 },
    { info: 'relock/1 token', length: 32 },
    { info: 'relock/1 server-token', length: 32 },
  ];
  return {
    hkdf: await Promise.all(
      cases.map(async ({ ikm, salt, info, length }) => {
        const key = await hmacKey(fromHex(salt));
        return {
          ikm,
          salt,
          info,
          length,
          prk: toHex(await hmac256(key, fromHex(ikm))),
          // The agent never needs more than the first block; the rest is by Node.
          okm: toHex(concat(await hkdf(key, fromHex(ikm), fromHex(info)), more(ikm, salt, info, length))),
        };
      }),
    ),
    expand: await Promise.all(
      infos.map(async ({ info, length }) => ({
        key: root,
        info,
        length,
        okm: toHex(await expand(await hmacKey(fromHex(root)), info, length)),
      })),
    ),
  };
}
