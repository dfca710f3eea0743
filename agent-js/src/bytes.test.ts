import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, equal, labelled, lp, u32, u64, utf8 } from './bytes.js';

test('integers are big endian, as Buffer writes them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.maxSafeNat(), (small, large) => {
      const expected = Buffer.alloc(12);
      expected.writeUInt32BE(small);
      expected.writeBigUInt64BE(BigInt(large), 4);
      expect(Buffer.from(concat(u32(small), u64(large)))).toEqual(expected);
    }),
  );
});

describe('lp', () => {
  test('tells parts apart that are the same when put together', () => {
    expect(lp('ab', 'c')).not.toEqual(lp('a', 'bc'));
    expect(lp('ab', '')).not.toEqual(lp('ab'));
  });

  test('counts bytes of UTF-8, not characters', () => {
    expect([...lp('é')]).toEqual([0, 2, 0xc3, 0xa9]);
  });

  test('takes 65535 bytes and no more', () => {
    expect(lp(new Uint8Array(65535)).length).toBe(65537);
    expect(() => lp(new Uint8Array(65536))).toThrow(RangeError);
  });
});

test('a label ends with a zero byte', () => {
  expect(labelled('relock/1 x', Uint8Array.of(7))).toEqual(concat(utf8('relock/1 x'), Uint8Array.of(0, 7)));
});

test('equal is true for the same bytes only', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      expect(equal(a, a.slice())).toBe(true);
      expect(equal(a, b)).toBe(Buffer.compare(a, b) === 0);
      expect(equal(a, concat(a, Uint8Array.of(0)))).toBe(false);
    }),
  );
});
