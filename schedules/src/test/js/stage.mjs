/**
 * Lets actors run one at a time, and each only from one of its gates to the next: what they do in between (WebCrypto, a
 * transaction) takes as long as it takes, and changes nothing in the order. So the order is the caller's alone.
 */
export class Stage {
  #running = 0;
  /** Actor to `{ gate, pass, fail }`. */
  #waiting = new Map();
  #settle;

  /** Begins an actor; `play` must wait at gates of this stage only. */
  start(actor, play) {
    this.#running++;
    void play().finally(() => this.#stopped());
  }

  /** Waits until the actor is let through. A promise of an actor that is {@link drop}ped never settles. */
  gate(actor, gate) {
    return new Promise((pass, fail) => {
      this.#waiting.set(actor, { gate, pass, fail });
      this.#stopped();
    });
  }

  /** The gate at which this actor waits. */
  at(actor) {
    return this.#waiting.get(actor)?.gate;
  }

  pass(actor, value) {
    this.#take(actor).pass(value);
  }

  fail(actor, error) {
    this.#take(actor).fail(error);
  }

  /** The actor is gone: a page that crashed, was closed or reloaded. */
  drop(actor) {
    this.#waiting.delete(actor);
  }

  /** Until every actor waits at a gate or has finished. */
  async settled() {
    if (this.#running) await new Promise((resolve) => (this.#settle = resolve));
  }

  #take(actor) {
    const waiting = this.#waiting.get(actor);
    this.#waiting.delete(actor);
    this.#running++;
    return waiting;
  }

  #stopped() {
    if (--this.#running === 0) this.#settle?.();
  }
}
