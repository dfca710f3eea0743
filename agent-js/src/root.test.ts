import { expect, test } from 'vitest';
import * as double from '../test/double/step.js';
import type { Bytes } from './bytes.js';
import { hmacKey } from './hkdf.js';
import { firstRoot, insecureNextRootBytes, nextRoot, rootId, type Step } from './root.js';

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

const step = async (root: CryptoKey, change: Partial<Step> = {}): Promise<Step> => ({
  iss: 'https://sso.example.org/realms/test',
  origin: 'https://app.example.org',
  device: 'd'.repeat(43),
  n: 7,
  rid: await rootId(root),
  clientKey: new Uint8Array(32).fill(1),
  gatewayKey: new Uint8Array(32).fill(2),
  kid: 'key-1',
  ...change,
});

test('both sides come to the same next root', async () => {
  const [bytes, secret] = [random(32), random(32)];
  const root = await hmacKey(bytes);
  const facts = await step(root);
  expect(Buffer.from(await insecureNextRootBytes(root, secret, facts))).toEqual(double.nextRoot(bytes, secret, facts));
});

test('every part of the transcript counts', async () => {
  const root = await firstRoot();
  const secret = random(32);
  const changes: Partial<Step>[] = [
    {},
    { iss: 'https://sso.example.org/realms/other' },
    { origin: 'https://app.example.com' },
    { device: 'e'.repeat(43) },
    { n: 8 },
    { rid: random(16) },
    { clientKey: random(32) },
    { gatewayKey: random(32) },
    { kid: 'key-2' },
  ];
  const next = await Promise.all(
    changes.map(async (change) => Buffer.from(await insecureNextRootBytes(root, secret, await step(root, change)))),
  );
  expect(new Set(next.map(String)).size).toBe(changes.length);
});

test('roots cannot be read back', async () => {
  const root = await nextRoot(await firstRoot(), random(32), await step(await firstRoot()));
  await expect(crypto.subtle.exportKey('raw', root)).rejects.toThrow();
  await expect(crypto.subtle.exportKey('raw', await firstRoot())).rejects.toThrow();
});
