// Writes docs/vectors/*.json from fixed keys. A test compares what is committed with what the code makes.
import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const bundle = path.join(root, 'target/vectors.mjs');
await build({
  entryPoints: [path.join(root, 'test/vectors/make.ts')],
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
});
const { makeVectors } = await import(pathToFileURL(bundle).href);
const folder = path.join(root, '../docs/vectors');
await mkdir(folder, { recursive: true });
for (const [name, content] of Object.entries(await makeVectors())) {
  await writeFile(path.join(folder, name), JSON.stringify(content, null, 2) + '\n');
  console.log('docs/vectors/' + name);
}
