import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakePage, type FakePage } from '../test/fake-page.js';

let page: FakePage;

/** The module as a page that was just loaded has it. */
const load = async (): Promise<typeof import('./tab-label.js')> => {
  vi.resetModules();
  return import('./tab-label.js');
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
    const label = tabLabel();
    expect(label).toMatch(/^[0-9a-f]{32}$/);
    expect(tabLabel()).toBe(label);
  });

  test('outlives a reload', async () => {
    const label = (await load()).tabLabel();
    expect((await load()).tabLabel()).toBe(label);
  });

  test.each(['', 'with space', 'ä', 'x'.repeat(65)])('is a new one where %j was stored', async (stored) => {
    page.tab.set('relock.screen', stored);
    expect((await load()).tabLabel()).toMatch(/^[0-9a-f]{32}$/);
  });

  test('is a new one once it was cleared', async () => {
    const { clearLabel, tabLabel } = await load();
    const label = tabLabel();
    clearLabel();
    expect([...page.tab]).toEqual([]);
    expect(tabLabel()).not.toBe(label);
  });

  test('is one and the same for as long as the page lives where storage is refused', async () => {
    Object.defineProperty(page.window, 'sessionStorage', {
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
    const { tabLabel } = await load();
    expect(tabLabel()).toBe(tabLabel());
  });
});

describe('holding the label', () => {
  const locks = (answer: (hold: () => Promise<void>) => Promise<unknown>): void => {
    vi.stubGlobal('navigator', {
      locks: { request: (_: string, __: object, hold: () => Promise<void>) => answer(hold) },
    });
  };

  test('lets a tab keep it', async () => {
    locks((hold) => hold());
    const { holdLabel, tabLabel } = await load();
    const label = tabLabel();
    await holdLabel(Promise.resolve());
    expect(tabLabel()).toBe(label);
  });

  test('lets a copied tab, which cannot get hold of it, make a new one', async () => {
    locks(() => Promise.reject(new DOMException('timeout', 'TimeoutError')));
    const { holdLabel, tabLabel } = await load();
    const label = tabLabel();
    await holdLabel(Promise.resolve());
    expect(tabLabel()).not.toBe(label);
  });

  test('changes nothing where there are no locks', async () => {
    vi.stubGlobal('navigator', {});
    const { holdLabel, tabLabel } = await load();
    const label = tabLabel();
    await holdLabel(Promise.resolve());
    expect(tabLabel()).toBe(label);
  });
});
