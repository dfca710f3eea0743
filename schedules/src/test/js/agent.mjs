import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { fastCrypto } from './fast-webcrypto.mjs';
import { options } from './options.mjs';

/** Where the agent is built. */
const AGENT = new URL('../../../../agent-js/', import.meta.url);
const PROTOCOL = new URL('dist/esm/protocol.js', AGENT);
const ofTheAgent = createRequire(new URL('package.json', AGENT));

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
  Object.defineProperty(globalThis, 'crypto', { value: fastCrypto });
}

/** The agent's modules with `ed25519.mjs` for its `@noble/ed25519`. Not by a module hook: Node 20 can hang in one. */
function accelerated() {
  const { outputFiles } = ofTheAgent('esbuild').buildSync({
    entryPoints: [fileURLToPath(PROTOCOL)],
    alias: { '@noble/ed25519': fileURLToPath(new URL('ed25519.mjs', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  return `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`;
}

/** The agent as it is built for pages: its exchange, its store, its tokens. */
export const agent = await import(asInBrowser ? PROTOCOL.href : accelerated());

/** A browser's IndexedDB in memory. */
export const { IDBFactory } = ofTheAgent('fake-indexeddb');
