import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakePage, type FakePage } from '../test/fake-page.js';

const BASE = 'https://app.example.org/relock/';
let page: FakePage;
let made = 0;
const random = (): string => `tab-${++made}`;

/** The module as a page that was just loaded has it. */
const load = async (): Promise<typeof import('./tab-storage.js')> => {
  vi.resetModules();
  return import('./tab-storage.js');
};

beforeEach(() => {
  page = fakePage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the label of a tab', () => {
  test('is made when first read and stays', async () => {
    const { tabLabel } = await load();
    const label = tabLabel(random);
    expect(tabLabel(random)).toBe(label);
  });

  test('outlives a reload', async () => {
    const first = await load();
    const label = first.tabLabel(random);
    first.markAlive(false);
    expect((await load()).tabLabel(random)).toBe(label);
  });

  test('is a new one in a duplicated tab', async () => {
    const label = (await load()).tabLabel(random);
    expect((await load()).tabLabel(random)).not.toBe(label);
  });

  test('is shared by frames of one tab', async () => {
    const label = (await load()).tabLabel(random);
    vi.stubGlobal('top', {});
    expect((await load()).tabLabel(random)).toBe(label);
  });

  test.each(['', 'with space', 'ä', 'x'.repeat(65)])('is a new one where %j was stored', async (stored) => {
    page.tab.set('relock.screen', stored);
    expect((await load()).tabLabel(random)).toMatch(/^tab-\d+$/);
  });
});

test('session id and form wait outlive the page, for each gateway base', async () => {
  const { keptFormWait, keptSession } = await load();
  expect([keptSession(BASE), keptFormWait(BASE)]).toEqual(['', 0]);
  keptSession(BASE, 'abc');
  keptFormWait(BASE, 500);
  const again = await load();
  expect([again.keptSession(BASE), again.keptFormWait(BASE)]).toEqual(['abc', 500]);
  expect(again.keptSession(BASE + 'other/')).toBe('');
});

test('clearing leaves nothing of ours and everything of others', async () => {
  page.local.set('theirs', '1');
  const { clearStorage, keptFormWait, keptSession, tabLabel } = await load();
  const label = tabLabel(random);
  keptSession(BASE, 'abc');
  keptFormWait(BASE, 500);
  clearStorage(BASE);
  expect([...page.local.keys(), ...page.tab.keys()]).toEqual(['theirs']);
  expect(tabLabel(random)).not.toBe(label);
});

test('refused storage is as good as empty', async () => {
  for (const area of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(page.window, area, {
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  }
  const { clearStorage, keptSession, tabLabel } = await load();
  expect(tabLabel(random)).toBe(tabLabel(random));
  expect(keptSession(BASE, 'abc')).toBe('abc');
  expect(keptSession(BASE)).toBe('');
  clearStorage(BASE);
});
