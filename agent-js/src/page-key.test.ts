import { describe, expect, test } from 'vitest';
import { concat, utf8 } from './bytes.js';
import { isEd25519, makePageKey, signWithPage } from './page-key.js';

const key = makePageKey(new Uint8Array(32).fill(7));
const message = utf8('token');
const signature = signWithPage(key, message);

test('WebCrypto agrees with its signatures', async () => {
  const { subtle } = crypto;
  const publicKey = await subtle.importKey('raw', key.publicKey, 'Ed25519', false, ['verify']);
  expect(await subtle.verify('Ed25519', publicKey, signature, message)).toBe(true);
});

describe('isEd25519', () => {
  test('knows a good signature', () => {
    expect(isEd25519(key.publicKey, signature, message)).toBe(true);
  });

  test.each([
    ['another message', key.publicKey, signature, utf8('tokem')],
    ['a changed signature', key.publicKey, signature.map((byte, at) => byte ^ Number(at === 40)), message],
    ['a signature with a byte more', key.publicKey, concat(signature, Uint8Array.of(0)), message],
    ['an empty signature', key.publicKey, new Uint8Array(), message],
    ['no key', new Uint8Array(), signature, message],
    ['a key that is no point', new Uint8Array(32).fill(2), signature, message],
    // The point of order 1 and an all-zero signature verify for every message where this is not looked at.
    ['a key of small order', Uint8Array.of(1, ...new Uint8Array(31)), Uint8Array.of(1, ...new Uint8Array(63)), message],
  ])('is false, not an error, for %s', (_, publicKey, signed, bytes) => {
    expect(isEd25519(publicKey, signed, bytes)).toBe(false);
  });
});
