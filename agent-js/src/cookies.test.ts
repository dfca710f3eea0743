import { afterEach, expect, test, vi } from 'vitest';
import { fakePage } from '../test/fake-page.js';
import { clearCookies, writePair } from './cookies.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a pair is kept for navigations to the whole site, and sent to no other', () => {
  const { cookies } = fakePage();
  writePair({ 'X-Key-Token': 'aa', 'X-Key-Signature': 'bb', 'X-Key-Session': 'cc' });
  expect(cookies).toEqual([
    'X-Key-Token=aa; SameSite=Lax; Secure; Path=/',
    'X-Key-Signature=bb; SameSite=Lax; Secure; Path=/',
  ]);
});

test('clearing expires all three, at the root and where Keycloak has them', () => {
  const { cookies } = fakePage();
  clearCookies('https://sso.example.org/realms/demo/relock/');
  expect(cookies).toHaveLength(6);
  expect(cookies.every((cookie) => cookie.includes('Max-Age=0'))).toBe(true);
  expect(cookies).toContain('X-Key-Session=; SameSite=Lax; Secure; Path=/realms/demo/; Max-Age=0');
  expect(cookies).toContain('X-Key-Session=; SameSite=Lax; Secure; Path=/; Max-Age=0');
});
