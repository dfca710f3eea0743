/** Bytes over a plain `ArrayBuffer`, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The UTF-8 of a string. */
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** `a ‖ b ‖ …` */
export const concat = (...parts: readonly Uint8Array[]): Bytes => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Big endian, 4 bytes: the integer part of `value`, modulo 2^32. */
export const u32 = (value: number): Bytes => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

/** Big endian, 8 bytes; `value` is an integer from 0 to 2^53−1. */
export const u64 = (value: number): Bytes => concat(u32(value / 2 ** 32), u32(value));

/**
 * For each part: its length in bytes as 2 bytes, big endian, then the part; a string is its UTF-8.
 *
 * @throws RangeError if a part has more than 65535 bytes
 */
export const lp = (...parts: readonly (string | Uint8Array)[]): Bytes =>
  concat(
    ...parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? utf8(part) : part;
      if (bytes.length > 0xffff) throw new RangeError();
      return [u32(bytes.length).subarray(2), bytes];
    }),
  );

/** `label ‖ 0x00 ‖ bytes`, what every signature and MAC is over. */
export const labelled = (label: string, bytes: Uint8Array): Bytes => concat(utf8(label + '\0'), bytes);

/** Whether both hold the same bytes; takes the same time wherever they differ. */
export const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && !a.reduce((difference, byte, at) => difference | (byte ^ Number(b[at])), 0);
