import { defineConfig } from 'vite';

// The package of the agent, as this repository builds it.
const agent = process.env.RELOCK_AGENT ?? new URL('../../agent-js/dist/esm', import.meta.url).pathname;

export default defineConfig({
  resolve: { alias: [{ find: /^keycloak-relock-agent\/(.*)$/, replacement: `${agent}/$1.js` }] },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
});
