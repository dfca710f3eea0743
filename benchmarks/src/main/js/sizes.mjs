// Prints how many bytes a page loads, gzipped: of the agent, of its part that is Ed25519, and of keycloak-js, bundled alike.
// Arguments: the folder of agent-js, which is built. Bundler and minifier are its.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const agent = path.resolve(process.argv[2]);
const here = import.meta.dirname;
const { build } = createRequire(path.join(agent, 'package.json'))('esbuild');
const { minify } = createRequire(path.join(agent, 'package.json'))('terser');

async function bundled(code, resolveDir) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
  });
  const minified = await minify(outputFiles[0].text, { ecma: 2020, module: true, compress: { passes: 3 } });
  return minified.code;
}

const gzipped = (code) => gzipSync(code, { level: 9 }).length;
const keycloakJs = await bundled("import Keycloak from 'keycloak-js'; globalThis.Keycloak = Keycloak;", here);
const ed25519 = await bundled(
  "import { sign, verify, keygen, hashes } from '@noble/ed25519'; import { sha512 } from '@noble/hashes/sha2.js';" +
    'hashes.sha512 = sha512; globalThis.ed25519 = { sign, verify, keygen };',
  agent,
);
console.log(
  JSON.stringify({
    agent: gzipped(await readFile(path.join(agent, 'dist/relock.js'))),
    ed25519: gzipped(ed25519),
    keycloakJs: gzipped(keycloakJs),
  }),
);
