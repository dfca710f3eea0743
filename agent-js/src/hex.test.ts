import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex, withHex } from './hex.js';

test('toHex is lower case with two digits for each byte', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
    }),
  );
});

test('bytes with hexlify() stay a plain Uint8Array in every other way', async () => {
  const bytes = withHex(Uint8Array.of(1, 255));
  expect(bytes.hexlify()).toBe('01ff');
  expect(bytes.constructor).toBe(Uint8Array);
  expect(Object.keys(bytes)).toEqual(['0', '1']);
  expect(JSON.stringify(bytes)).toBe(JSON.stringify(Uint8Array.of(1, 255)));
  expect([...bytes]).toEqual([1, 255]);
  expect(structuredClone(bytes)).toEqual(Uint8Array.of(1, 255));
  expect(await Promise.resolve(bytes)).toBe(bytes);
  expect('hexlify' in Uint8Array.prototype).toBe(false);
});
