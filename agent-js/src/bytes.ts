/** Bytes over a plain `ArrayBuffer`, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The UTF-8 of a string. */
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

/** `a ‖ b ‖ …` */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Big endian, 4 bytes. */
export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Big endian, 8 bytes; `value` is an integer from 0 to 2^53−1. */
export const u64 = (value: number): Bytes => concat(u32(value / 2 ** 32), u32(value));

/** Length of `part` in bytes as 2 bytes, big endian, then `part`; a string is its UTF-8. */
export function lp(part: string | Uint8Array): Bytes {
  const bytes = typeof part === 'string' ? utf8(part) : part;
  if (bytes.length > 0xffff) throw new RangeError('lp');
  return concat(u32(bytes.length).subarray(2), bytes);
}

/** `label ‖ 0x00 ‖ bytes`, what every signature and MAC is over. */
export const labelled = (label: string, bytes: Uint8Array): Bytes =>
  concat(utf8(label), new Uint8Array(1), bytes);

/** Whether both hold the same bytes; takes the same time wherever they differ. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  a.forEach((byte, at) => (difference |= byte ^ (b[at] ?? 0)));
  return difference === 0;
}
