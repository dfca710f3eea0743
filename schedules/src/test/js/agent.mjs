import { createRequire, register } from 'node:module';
import { AGENT } from './agent-folder.mjs';

register('./hooks.mjs', import.meta.url);

/** The agent as it is built for pages: its exchange, its store, its tokens. */
export const agent = await import(new URL('dist/esm/protocol.js', AGENT));

/** A browser's IndexedDB in memory. */
export const { IDBFactory } = createRequire(new URL('package.json', AGENT))('fake-indexeddb');
