import fc from 'fast-check';
import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { utf8 } from './bytes.js';
import { toHex } from './hex.js';
import { hmac512, sha512 } from './sha512.js';

test('SHA-512 over parts is that of OpenSSL over all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (parts) => {
      expect(toHex(sha512(...parts))).toBe(createHash('sha512').update(Buffer.concat(parts)).digest('hex'));
    }),
  );
});

test('HMAC-SHA-512 is that of RFC 4231, test case 2', () => {
  expect(toHex(hmac512(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
  );
});

test('HMAC-SHA-512 is that of OpenSSL for every key up to the block size', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 128 }), fc.uint8Array({ maxLength: 300 }), (key, message) => {
      expect(toHex(hmac512(key, message))).toBe(createHmac('sha512', key).update(message).digest('hex'));
    }),
  );
});
