import fc from 'fast-check';
import { hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { utf8 } from './bytes.js';
import { expand, hkdf, hmacKey } from './hkdf.js';

const bytes = (constraints?: fc.IntArrayConstraints): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.uint8Array(constraints);

test('HKDF is that of RFC 5869, as OpenSSL has it', async () => {
  await fc.assert(
    fc.asyncProperty(
      bytes({ minLength: 1, maxLength: 200 }),
      bytes({ minLength: 1 }),
      bytes(),
      async (salt, ikm, info) => {
        const expected = new Uint8Array(hkdfSync('sha256', ikm, salt, info, 32));
        expect(await hkdf(await hmacKey(salt), ikm, info)).toEqual(expected);
      },
    ),
  );
});

test('a shorter output is the beginning of the longer one, and the info may be text', async () => {
  const key = await hmacKey(new Uint8Array(32));
  const whole = await expand(key, 'relock/1 mac');
  expect(await expand(key, utf8('relock/1 mac'), 16)).toEqual(whole.slice(0, 16));
});

test('keys cannot be read back', async () => {
  const key = await hmacKey(new Uint8Array(32));
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});
