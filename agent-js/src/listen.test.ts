import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakePage, type FakePage } from '../test/fake-page.js';
import { listen } from './listen.js';
import type { TabSession } from './session.js';

let page: FakePage;
let life: AbortController;
const request = vi.fn<(name: string, options: object, hold: () => Promise<void>) => Promise<void>>(
  () => new Promise(() => undefined),
);
const session = { active: vi.fn(), viewChanged: vi.fn(), close: vi.fn() };

beforeEach(() => {
  vi.clearAllMocks();
  page = fakePage();
  vi.stubGlobal('navigator', { locks: { request } });
  life = new AbortController();
  listen(session as unknown as TabSession, life.signal);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const fire = (name: string, members: object = {}): void => {
  page.window.dispatchEvent(Object.assign(new Event(name), members));
};

test('X-Key-View-Change is a change of view', () => {
  fire('X-Key-View-Change');
  expect(session.viewChanged).toHaveBeenCalledTimes(1);
});

test('so are beforeunload with detail.manual and x-close, together', () => {
  window.dispatchEvent(new CustomEvent('beforeunload', { bubbles: true, detail: { manual: true } }));
  expect(session.viewChanged).not.toHaveBeenCalled();
  window.dispatchEvent(new CustomEvent('x-close', { bubbles: true, detail: { manual: true } }));
  expect(session.viewChanged).toHaveBeenCalledTimes(1);
});

test('but neither x-close alone nor after the beforeunload of a browser', () => {
  fire('x-close');
  fire('beforeunload');
  fire('x-close');
  expect(session.viewChanged).not.toHaveBeenCalled();
});

test('pagehide closes the tab and lets go of its label', async () => {
  const [[, , hold] = []] = request.mock.calls;
  const held = hold!();
  fire('pagehide', { persisted: true });
  expect(session.close).toHaveBeenCalledTimes(1);
  await held;
});

test('a page that comes back from the cache of pages goes on', () => {
  fire('pageshow', { persisted: false });
  expect(session.active).not.toHaveBeenCalled();
  fire('pageshow', { persisted: true });
  expect(session.active).toHaveBeenCalledTimes(1);
  expect(request).toHaveBeenCalledTimes(2);
});

test.each(['pointerdown', 'keydown', 'wheel', 'touchstart', 'visibilitychange'])('%s is activity, if seen', (name) => {
  fire(name);
  expect(session.active).toHaveBeenCalledTimes(1);
  page.document.hidden = true;
  fire(name);
  expect(session.active).toHaveBeenCalledTimes(1);
});

test('nothing is heard after the end', () => {
  life.abort();
  fire('X-Key-View-Change');
  fire('pagehide');
  expect(session.viewChanged).not.toHaveBeenCalled();
  expect(session.close).not.toHaveBeenCalled();
});
