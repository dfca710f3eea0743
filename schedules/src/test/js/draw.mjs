/** Draws that a seed decides: the same seed, the same draws. */
export class Draw {
  #state;

  constructor(seed) {
    this.#state = Math.imul(seed, 0x9e3779b1);
  }

  /** An integer from 0 up to, but not, `bound`. */
  below(bound) {
    // The finaliser of MurmurHash3 over a Weyl sequence.
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return ((bits ^ (bits >>> 16)) >>> 0) % bound;
  }

  /** One of these. */
  of(list) {
    return list[this.below(list.length)];
  }

  /** One of `{ value: weight }`, weights being integers. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let rest = this.below(entries.reduce((sum, [, weight]) => sum + weight, 0));
    return entries.find(([, weight]) => (rest -= weight) < 0)[0];
  }
}
