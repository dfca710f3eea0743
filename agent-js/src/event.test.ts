import { afterEach, expect, test, vi } from 'vitest';
import { fakePage } from '../test/fake-page.js';
import { dispatch, keyState } from './event.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('an event is dispatched once on document and once on window, and does not bubble', () => {
  const { document, window } = fakePage();
  const heard: Event[] = [];
  for (const target of [document, window]) {
    target.addEventListener('XKeyEstablished', (event) => heard.push(event));
  }
  const state = keyState('OK', 200);
  dispatch('XKeyEstablished', state);
  expect(heard.map(({ target, bubbles }) => [target, bubbles])).toEqual([
    [document, false],
    [window, false],
  ]);
  expect(heard.map((event) => (event as CustomEvent).detail as unknown)).toEqual([state, state]);
});

test('flags are set only by what the gateway told', () => {
  expect(keyState('network', 503)).toEqual({
    fresh: false,
    valid: false,
    state: false,
    owner: false,
    network: false,
    authenticated: false,
    status: 'network',
    code: 503,
  });
  expect(keyState('OK', 200, { valid: true, owner: true, other: true })).toMatchObject({ valid: true, owner: true });
});
