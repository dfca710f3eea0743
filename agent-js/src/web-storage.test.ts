import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakePage, type FakePage } from '../test/fake-page.js';
import { clearKept, keptFormWait, keptSession } from './web-storage.js';

const BASE = 'https://app.example.org/relock/';
let page: FakePage;

beforeEach(() => {
  page = fakePage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('session id and form wait are kept for each gateway base', () => {
  expect([keptSession(BASE), keptFormWait(BASE)]).toEqual(['', 0]);
  keptSession(BASE, 'abc');
  keptFormWait(BASE, 500);
  expect([keptSession(BASE), keptFormWait(BASE)]).toEqual(['abc', 500]);
  expect(keptSession(BASE + 'other/')).toBe('');
  keptFormWait(BASE, undefined);
  expect(keptFormWait(BASE)).toBe(500);
  keptFormWait(BASE, 0);
  expect(keptFormWait(BASE)).toBe(0);
});

test('clearing leaves nothing of ours and everything of others', () => {
  page.local.set('theirs', '1');
  keptSession(BASE, 'abc');
  keptFormWait(BASE, 500);
  clearKept(BASE);
  expect([...page.local.keys()]).toEqual(['theirs']);
});

test('refused storage is as good as empty', () => {
  Object.defineProperty(page.window, 'localStorage', {
    get: () => {
      throw new DOMException('refused', 'SecurityError');
    },
  });
  expect(keptSession(BASE, 'abc')).toBe('abc');
  expect(keptSession(BASE)).toBe('');
  clearKept(BASE);
});
