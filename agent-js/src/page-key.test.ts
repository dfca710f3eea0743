import { describe, expect, test, vi } from 'vitest';
import { concat, utf8, type Bytes } from './bytes.js';
import { isEd25519, makePageKey, signWithPage, verifies } from './page-key.js';

const key = await makePageKey(new Uint8Array(32).fill(7));
const message = utf8('token');
const signature = signWithPage(key, message);

test('WebCrypto agrees with its signatures', async () => {
  const { subtle } = crypto;
  const publicKey = await subtle.importKey('raw', key.publicKey, 'Ed25519', false, ['verify']);
  expect(await subtle.verify('Ed25519', publicKey, signature, message)).toBe(true);
});

/** A browser that has no Ed25519 says so by these. */
const withoutEd25519 = async <T>(what: () => Promise<T>): Promise<T> => {
  const missing = vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('', 'NotSupportedError'));
  try {
    return await what();
  } finally {
    missing.mockRestore();
  }
};

test('the library makes the key that the browser makes', async () => {
  const seed = new Uint8Array(32).fill(7);
  expect((await withoutEd25519(() => makePageKey(seed))).publicKey).toEqual(key.publicKey);
});

describe('a signature', () => {
  test('is known to be good', async () => {
    expect(isEd25519(key.publicKey, signature, message)).toBe(true);
    expect(await verifies(key.publicKey, signature, message)).toBe(true);
    expect(await withoutEd25519(() => verifies(key.publicKey, signature, message))).toBe(true);
  });

  const wrong: [string, Bytes, Bytes, Bytes][] = [
    ['another message', key.publicKey, signature, utf8('tokem')],
    ['a changed signature', key.publicKey, signature.map((byte, at) => byte ^ Number(at === 40)), message],
    ['a signature with a byte more', key.publicKey, concat(signature, Uint8Array.of(0)), message],
    ['an empty signature', key.publicKey, new Uint8Array(), message],
    ['no key', new Uint8Array(), signature, message],
    ['a key that is no point', new Uint8Array(32).fill(2), signature, message],
  ];

  test.each(wrong)('is not good, and no error, for %s', async (_, publicKey, signed, bytes) => {
    expect(isEd25519(publicKey, signed, bytes)).toBe(false);
    expect(await verifies(publicKey, signed, bytes)).toBe(false);
    expect(await withoutEd25519(() => verifies(publicKey, signed, bytes))).toBe(false);
  });

  test('by a key of small order, good for every message, is not good', () => {
    const [publicKey, signed] = [Uint8Array.of(1, ...new Uint8Array(31)), Uint8Array.of(1, ...new Uint8Array(63))];
    expect(isEd25519(publicKey, signed, message)).toBe(false);
  });
});
