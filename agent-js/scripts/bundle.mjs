// Bundles dist/relock.js, what a page loads, and holds it to its size.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';
import { prune } from './prune.mjs';
import { smallTables } from './small-tables.mjs';

const LIMIT = 12 * 1024;
/** Members of noble's classes that neither the agent nor the platform knows by these names. */
const NOBLE_INTERNALS =
  /^(blockLen|outputLen|padOffset|isLE|destroyed|finished|digestInto|roundClean|isValid|pointBytes|scalar|isSmallOrder|clearCofactor|toAffine|fromBytes|toBytes|multiply|subtract|negate|equals|is0|canXOF)$/;
const LICENCES = 'Apache-2.0; contains noble-ed25519, noble-hashes (MIT, Paul Miller)';

const root = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const bundled = await build({
  entryPoints: [path.join(root, 'src/browser.ts')],
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
  plugins: [
    {
      name: 'smaller',
      setup({ onLoad, onResolve }) {
        onLoad({ filter: /@noble.ed25519.index\.js$/ }, async ({ path: file }) => ({
          contents: smallTables(await readFile(file, 'utf8')),
        }));
        onResolve({ filter: /^\.\/utils\.js$/ }, ({ importer }) =>
          importer.includes('@noble/hashes') ? { path: path.join(root, 'scripts/unchecked.mjs') } : undefined,
        );
      },
    },
  ],
});
const { code } = await minify(prune(bundled.outputFiles[0].text), {
  ecma: 2020,
  module: true,
  compress: { passes: 3, keep_fargs: false, inline: 1, unsafe_arrows: true },
  mangle: { properties: { regex: NOBLE_INTERNALS } },
  format: { preamble: `/*! keycloak-relock-agent ${version}, ${LICENCES} */` },
});
const dist = path.join(root, 'dist');
await mkdir(dist, { recursive: true });
await writeFile(path.join(dist, 'relock.js'), code + '\n');
await writeFile(path.join(dist, 'relock.version'), version + '\n');
const size = gzipSync(code, { level: 9 }).length;
console.log(`dist/relock.js: ${size} bytes gzipped, limit ${LIMIT}`);
if (size > LIMIT) {
  console.error(`dist/relock.js is ${size - LIMIT} bytes too large`);
  process.exit(1);
}
