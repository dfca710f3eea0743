import { createRequire, register } from 'node:module';
import { fastCrypto } from './fast-webcrypto.mjs';
import { options } from './options.mjs';

/** Where the agent is built. */
const AGENT = new URL('../../../../agent-js/', import.meta.url);

/** Whether the agent runs with what a browser would give it: slower, and so for fewer schedules. */
export const asInBrowser = options.platform === 'browser';

if (asInBrowser) {
  // One without Curve25519: the other half of the algorithms.
  const { subtle } = crypto;
  const generate = subtle.generateKey.bind(subtle);
  subtle.generateKey = async (algorithm, ...more) => {
    if (/25519/.test(algorithm.name)) throw new DOMException('no such algorithm', 'NotSupportedError');
    return generate(algorithm, ...more);
  };
} else {
  register('./hooks.mjs', import.meta.url);
  Object.defineProperty(globalThis, 'crypto', { value: fastCrypto });
}

/** The agent as it is built for pages: its exchange, its store, its tokens. */
export const agent = await import(new URL('dist/esm/protocol.js', AGENT));

/** A browser's IndexedDB in memory. */
export const { IDBFactory } = createRequire(new URL('package.json', AGENT))('fake-indexeddb');
