import { agent, asInBrowser, IDBFactory } from './agent.mjs';

export const BASE = 'https://login.example.com/realms/demo/relock/';
export const ORIGIN = 'https://login.example.com';

/** The agent's own IndexedDB store, over a database of its own. */
const indexedDbDisk = () => {
  const factory = new IDBFactory();
  const store = agent.indexedDbStore();
  return {
    update(base, change) {
      // The store opens the database before it waits for anything.
      globalThis.indexedDB = factory;
      return store.update(base, change);
    },
  };
};

/** Defences taken out of the browser, by name: tests of the test. */
const FAULTS = {
  /** A crash takes the last write with it: nothing was durable before it was sent. */
  LAZY_DISK: { crash: (browser) => browser.putBack() },
  /** A record that starts over gives up its root at once. */
  RESTART_FORGETS_ROOT: { written: (record) => (record?.former ? { ...record, former: undefined } : record) },
};

/** What a browser keeps of one gateway: its record, its cookie jar. Its tabs are actors on the stage. */
export class Browser {
  /** The sealed state, or null, and all it ever was. */
  cookie = null;
  cookies = [null];
  /** The record as it lies on the disk. */
  record;
  #before;
  #disk;
  #fault;

  constructor(name, fault) {
    this.name = name;
    this.#disk = asInBrowser ? indexedDbDisk() : agent.memoryStore();
    this.#fault = FAULTS[fault] ?? {};
  }

  keep(cookie) {
    this.cookie = cookie;
    this.cookies.push(cookie);
  }

  /** One transaction. */
  async update(change) {
    const { written = (record) => record } = this.#fault;
    const now = await this.#disk.update(BASE, (now) => written(change(now)));
    if (now !== this.record) this.#before = this.record;
    this.record = now;
    return now;
  }

  async crash() {
    await this.#fault.crash?.(this);
  }

  async putBack() {
    const before = this.#before;
    await this.update(() => before);
  }

  /** A browser with the same profile: record, keys, cookie. */
  async copy(name) {
    const copy = new Browser(name);
    const { record } = this;
    if (record) await copy.update(() => record);
    copy.keep(this.cookie);
    return copy;
  }
}
