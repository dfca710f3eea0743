import { afterEach, expect, test, vi } from 'vitest';
import { isForeignFrame } from './frame.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A chain of frames, the innermost first; null is one that another origin has. */
function frames(...origins: (string | null)[]): void {
  const [window] = origins.reduceRight<{ origin: string; parent?: object }[]>((chain, origin) => {
    const frame: { origin: string; parent?: object } = { origin: origin ?? '' };
    if (origin === null) {
      Object.defineProperty(frame, 'origin', {
        get: () => {
          throw new DOMException('cross-origin', 'SecurityError');
        },
      });
    }
    frame.parent = chain[0] ?? frame;
    return [frame];
  }, []);
  vi.stubGlobal('window', window);
}

const OURS = 'https://app.example.org';

test.each([
  ['a page of its own', [OURS], false],
  ['a frame in our own page', [OURS, OURS], false],
  ['a frame in somebody else’s page', [OURS, null], true],
  ['a frame in our own frame in somebody else’s page', [OURS, OURS, null], true],
  ['a frame in somebody else’s frame in our page', [OURS, null, OURS], true],
  ['a frame in a page of another origin that lets itself be read', [OURS, 'https://example.org'], true],
  ['a sandboxed frame without an origin', ['null', null], true],
  ['a sandboxed page', ['null'], true],
])('%s', (_, origins, foreign) => {
  frames(...origins);
  expect(isForeignFrame()).toBe(foreign);
});
