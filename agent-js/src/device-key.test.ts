import { afterEach, describe, expect, test, vi } from 'vitest';
import { isSigned } from '../test/double/bytes.js';
import { withoutCurve25519 } from '../test/old-browser.js';
import { utf8 } from './bytes.js';
import { makeDeviceKey, signWithDevice, thumbprint } from './device-key.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ['Ed25519', false],
  ['P-256', true],
])('a device key of %s', (curve, old) => {
  test('cannot be read, and signs 64 bytes that verify elsewhere', async () => {
    if (old) withoutCurve25519();
    const key = await makeDeviceKey();
    expect(key.jwk.crv).toBe(curve);
    expect(key.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', key.privateKey)).rejects.toThrow();
    const bytes = utf8('message');
    const signature = await signWithDevice(key, bytes);
    expect(signature.length).toBe(64);
    expect(isSigned({ ...key.jwk }, bytes, signature)).toBe(true);
  });

  test('is named by its thumbprint, of 43 characters', async () => {
    if (old) withoutCurve25519();
    const key = await makeDeviceKey();
    expect(key.id).toMatch(/^[\w-]{43}$/);
    expect(await thumbprint(key.jwk)).toBe(key.id);
  });
});

test('the order of members does not change the thumbprint', async () => {
  const { jwk, id } = await makeDeviceKey();
  const turned = Object.fromEntries(Object.entries(jwk).reverse()) as unknown as typeof jwk;
  expect(await thumbprint(turned)).toBe(id);
});
