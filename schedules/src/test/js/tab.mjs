import { agent } from './agent.mjs';
import { BASE, ORIGIN } from './browser.mjs';

const NO_CONTEXT = agent.contextBytes();
const random = (length) => crypto.getRandomValues(new Uint8Array(length));
const hex = (bytes) => Buffer.from(bytes).toString('hex');

/** A tab of a browser. It waits at the stage before each transaction of its store and for each answer. */
export class Tab {
  /** What its last exchange opened. */
  epoch;
  /** Code of the error that its last exchange ended with. */
  failure;
  busy = false;
  #client;
  #world;

  constructor(world, browser, label) {
    this.#world = world;
    this.browser = browser;
    this.label = label;
  }

  get name() {
    return `${this.browser.name}.${this.label}`;
  }

  /** Begins an exchange, in this page or in one that was just loaded. */
  exchange(reload) {
    if (reload || !this.#client) this.#client = this.#load();
    this.busy = true;
    this.failure = undefined;
    this.#world.stage.start(this, async () => {
      try {
        const { epoch, device } = await this.#client.exchange(this.label);
        this.epoch = epoch;
        this.device = device;
      } catch (error) {
        this.failure = error.code ?? String(error.stack);
      }
      this.busy = false;
      this.#world.finished(this);
    });
  }

  /** A fresh token of its epoch, as a proof. */
  prove() {
    const token = agent.makeToken(this.epoch, 32, NO_CONTEXT, random);
    const signature = agent.signWithPage(this.epoch.page, token);
    return { token: hex(token), signature: hex(signature), session: this.epoch.session };
  }

  #load() {
    const { stage } = this.#world;
    return agent.exchangeClient({
      base: BASE,
      origin: ORIGIN,
      random,
      store: {
        update: async (_base, change) => {
          await stage.gate(this, 'store');
          return this.browser.update(change);
        },
      },
      send: async (_path, message) => {
        const { status, body } = await stage.gate(this, this.#world.wire.post(this, message));
        return { status, json: async () => body };
      },
      delay: () => stage.gate(this, 'delay'),
    });
  }
}
