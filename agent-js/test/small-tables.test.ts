import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as noble from '@noble/ed25519';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
// @ts-expect-error A script without types.
import { smallTables as untyped } from '../scripts/small-tables.mjs';

const smallTables = untyped as (source: string) => string;

const ORDER = noble.Point.CURVE().n;

const source = await readFile(fileURLToPath(import.meta.resolve('@noble/ed25519')), 'utf8');
const directory = await mkdtemp(path.join(tmpdir(), 'small-tables-'));
const file = path.join(directory, 'ed25519.mjs');
await writeFile(file, smallTables(source));
const { Point } = (await import(pathToFileURL(file).href)) as typeof noble;

afterAll(() => rm(directory, { recursive: true }));

const agree = (scalar: bigint): void => {
  expect(Point.BASE.multiply(scalar).toHex()).toBe(noble.Point.BASE.multiply(scalar).toHex());
};

test.each([1n, 2n, 7n, 8n, 9n, 15n, 16n, 17n, 0x88n, 0x89n, 2n ** 252n - 1n, ORDER - 2n, ORDER - 1n])(
  'the multiple by %s is the same',
  agree,
);

test('all digits at their greatest carry into the last window', () => {
  agree(BigInt('0x0' + 'f'.repeat(63)));
  agree(BigInt('0x0' + '9'.repeat(63)));
});

test('any multiple is the same', () => {
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: ORDER - 1n }), agree), { numRuns: 200 });
});

test('another release of the library fails the build', () => {
  expect(() => smallTables(source.replaceAll('w < 33', 'w < 65'))).toThrow('w < 33');
});
