import { createPublicKey, verify as opensslVerify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { verify } from '@noble/ed25519';
import { describe, expect, test } from 'vitest';
import { toBase64url } from '../../src/base64url.js';
import { isEd25519 } from '../../src/page-key.js';
import { agree } from '../../src/step-key.js';
import { fromHex, privateKey } from './keys.js';

type Row = Readonly<Record<string, string>>;

const committed = (name: string): unknown =>
  JSON.parse(readFileSync(new URL('../../../docs/vectors/' + name, import.meta.url), 'utf8'));
const hex = (row: Row, name: string): Uint8Array<ArrayBuffer> => fromHex(row[name] ?? '');
const said = (good: boolean): string => (good ? 'accepted' : 'refused');

const { taming, keys, signatures } = committed('ed25519-strict.json') as Record<
  'taming' | 'keys' | 'signatures',
  Row[]
>;
const x25519 = committed('x25519-strict.json') as Row[];
const p256 = committed('p256-strict.json') as Row & Record<'signatures' | 'points', Row[]>;

describe('Ed25519', () => {
  test('the twelve cases are those that were published: with the cofactor, after ZIP 215, these pass', () => {
    expect(taming).toHaveLength(12);
    const passing = taming.flatMap((row, at) =>
      verify(hex(row, 'signature'), hex(row, 'message'), hex(row, 'public'), { zip215: true }) ? [at] : [],
    );
    expect(passing).toEqual([0, 1, 2, 3, 4, 5, 9, 10, 11]);
  });

  test.each([...taming, ...signatures])('$name: $agent by the agent', (row) => {
    expect(said(isEd25519(hex(row, 'public'), hex(row, 'signature'), hex(row, 'message')))).toBe(row['agent']);
  });

  test.each(keys)('no signature is good under a key like this: $name', (row) => {
    for (const { signature = '', message = '' } of [...taming, ...signatures]) {
      // A key of mixed order is refused where keys enrol; what it has signed is what it has signed.
      if (row['name'] !== 'mixed order') {
        expect(isEd25519(hex(row, 'public'), fromHex(signature), fromHex(message))).toBe(false);
      }
    }
  });

  test('SHA(abc) is signed as RFC 8032 prints it', () => {
    expect(signatures[1]?.['signature']).toBe(
      'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
    );
  });
});

describe('X25519', () => {
  test('shared secrets are those that RFC 7748 and Wycheproof print', () => {
    expect(x25519.slice(0, 5).map((row) => row['shared'])).toEqual([
      'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
      '95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957',
      '436a2c040cf45fea9b29a0cb81b1f41458f863d0d61b453d0a982720d6d61320',
      '279df67a7c4611db4708a0e8282b195e5ac0ed6f4b2f292c6fbd0acac30d1332',
      'b87a1722cc6c1e2feecb54e97abd5a22acc27616f78f6e315fd2b73d9f221e57',
    ]);
  });

  test.each(x25519)('$name: $agent by the agent', async (row) => {
    const own = { privateKey: await privateKey('X25519', hex(row, 'secret')), publicKey: new Uint8Array(32) };
    if (row['agent'] === 'accepted') {
      expect(await agree(own, hex(row, 'public'))).toEqual(hex(row, 'shared'));
    } else {
      await expect(agree(own, hex(row, 'public'))).rejects.toMatchObject({ code: 'malformed' });
    }
  });
});

describe('P-256', () => {
  test.each(p256.signatures)('$name: $gateway by the gateway, and by OpenSSL', (row) => {
    const [x, y] = [p256['x'], p256['y']].map((text = '') => toBase64url(fromHex(text)));
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
    const good = opensslVerify(
      'sha256',
      hex(p256, 'message'),
      { key, dsaEncoding: 'ieee-p1363' },
      hex(row, 'signature'),
    );
    expect(said(good)).toBe(row['gateway']);
  });

  test.each(p256.points)('a step key: $name: $gateway', async (row) => {
    const { privateKey: own } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
      'deriveBits',
    ]);
    const agreed = agree({ privateKey: own, publicKey: new Uint8Array(65) }, hex(row, 'point'));
    expect(said(await agreed.then(Boolean, () => false))).toBe(row['gateway']);
  });
});
