import type { Bytes } from './bytes.js';

/** Bytes that also know their hexadecimal form, as the sample code of integrators calls it. */
export type HexBytes = Bytes & {
  /** Lower-case hexadecimal, two digits for each byte. */
  hexlify(): string;
};

/** Lower-case hexadecimal. */
export const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Gives these very bytes a method `hexlify()`. It is the array's own, not enumerable, and no prototype is changed, so in
 * every other way they stay a plain `Uint8Array`.
 */
export const withHex = (bytes: Bytes): HexBytes =>
  Object.defineProperty(bytes, 'hexlify', { value: () => toHex(bytes) }) as HexBytes;
