import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VERSION } from './version.js';

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

test('the version is that of the package and of the Maven module', () => {
  expect((JSON.parse(file('../package.json')) as { version: string }).version).toBe(VERSION);
  expect(/<parent>[^]*?<version>(.*?)<\/version>/.exec(file('../pom.xml'))?.[1]).toBe(VERSION);
});
