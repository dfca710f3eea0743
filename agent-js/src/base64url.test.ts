import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64url, toBase64url } from './base64url.js';

test('writes what Node writes, and reads it back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64url(text)).toEqual(bytes);
    }),
  );
});

describe('fromBase64url', () => {
  test.each(['A', 'AB', 'AAB', 'AA==', 'AA=', '+/8', 'A A', ' AA', 'AA\n', 'AAAAA', 'ä', '-_9'])(
    'refuses %j, which is not canonical',
    (text) => {
      expect(() => fromBase64url(text)).toThrow(expect.objectContaining({ code: 'malformed' }));
    },
  );

  test.each([undefined, null, 7, {}, ['AAAA']])('refuses %j, which is no string', (value) => {
    expect(() => fromBase64url(value)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test('reads each value from one text only', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('A', 'B', 'Z', 'a', 'z', '0', '9', '-', '_', '+', '/', '=', ' ') }),
        (text) => {
          let bytes;
          try {
            bytes = fromBase64url(text);
          } catch {
            return;
          }
          expect(toBase64url(bytes)).toBe(text);
        },
      ),
    );
  });
});
