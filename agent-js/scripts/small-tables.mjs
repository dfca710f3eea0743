// noble-ed25519 speeds up multiples of the base point by a table of 4,224 points, which a page makes at its first signature and
// which costs it 100 ms; most pages then sign twice. A table for windows of 4 bits instead of 8 has 520 points, and a signature by it
// takes as long to within what one can measure. The library has no setting for that, so its two functions are rewritten.

/** What is there, how often, and what comes in its place; windows of 8 bits become windows of 4. */
const CHANGES = [
  ['w < 33', 2, 'w < 65'],
  ['i < 128', 1, 'i < 8'],
  ['n & 255n', 1, 'n & 15n'],
  ['n >>= 8n', 1, 'n >>= 4n'],
  ['wbits > 128', 1, 'wbits > 8'],
  ['wbits -= 256', 1, 'wbits -= 16'],
  ['w * 128', 1, 'w * 8'],
];

/**
 * @param source - of noble-ed25519
 * @returns the same with small tables
 * @throws Error when it is another release than the one this was written for
 */
export function smallTables(source) {
  return CHANGES.reduce((text, [from, times, to]) => {
    const parts = text.split(from);
    if (parts.length !== times + 1)
      throw new Error(`noble-ed25519 has "${from}" ${parts.length - 1} times, not ${times}`);
    return parts.join(to);
  }, source);
}
