import { afterEach, describe, expect, test, vi } from 'vitest';
import { gatewayStep } from '../test/double/step.js';
import { agree, makeStepKey } from './step-key.js';

afterEach(() => {
  vi.restoreAllMocks();
});

const malformed = expect.objectContaining({ code: 'malformed' }) as Error;

describe.each([
  ['X25519', 32],
  ['ECDH', 65],
])('a step key by %s', (curve, size) => {
  test('cannot be read, and agrees with the other side', async () => {
    const key = await makeStepKey([curve]);
    expect(key.publicKey.length).toBe(size);
    expect(key.privateKey.extractable).toBe(false);
    const { publicKey, secret } = gatewayStep(key.publicKey);
    expect(Buffer.from(await agree(key, Uint8Array.from(publicKey)))).toEqual(Buffer.from(secret));
  });

  test.each([0, 31, 32, 33, 64, 65])('refuses a key of %i zero bytes', async (length) => {
    const key = await makeStepKey([curve]);
    await expect(agree(key, new Uint8Array(length))).rejects.toThrow(malformed);
  });
});

test('refuses a point of small order, which leads to an all-zero secret', async () => {
  const key = await makeStepKey(['X25519']);
  await expect(agree(key, Uint8Array.of(1, ...new Uint8Array(31)))).rejects.toThrow(malformed);
});

test('refuses an all-zero secret where the browser does not', async () => {
  const key = await makeStepKey(['X25519']);
  vi.spyOn(crypto.subtle, 'deriveBits').mockResolvedValue(new ArrayBuffer(32));
  await expect(agree(key, key.publicKey)).rejects.toThrow(malformed);
});

test('refuses a key of the other curve', async () => {
  const [x25519, ecdh] = [await makeStepKey(['X25519']), await makeStepKey(['ECDH'])];
  await expect(agree(x25519, ecdh.publicKey)).rejects.toThrow(malformed);
  await expect(agree(ecdh, x25519.publicKey)).rejects.toThrow(malformed);
});

test('takes the first algorithm that the browser has', async () => {
  const key = await makeStepKey(['none', 'X25519', 'ECDH']);
  expect(key.privateKey.algorithm.name).toBe('X25519');
  await expect(makeStepKey(['none'])).rejects.toThrow();
});
