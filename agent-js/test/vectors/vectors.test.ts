import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeVectors } from './make.js';

const committed = (name: string): unknown =>
  JSON.parse(readFileSync(new URL('../../../docs/vectors/' + name, import.meta.url), 'utf8'));

test('the committed vectors are exactly what the code makes', async () => {
  for (const [name, made] of Object.entries(await makeVectors())) {
    expect(made, name).toEqual(committed(name));
  }
});
