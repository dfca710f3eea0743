import { afterEach, expect, test, vi } from 'vitest';
import { alone } from './lock.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

type Request = (name: string, options: object, begin: () => Promise<unknown>) => Promise<unknown>;

const locks = (request: Request): void => {
  vi.stubGlobal('navigator', { locks: { request } });
};

test('work is done inside of the lock, once', async () => {
  const order: string[] = [];
  locks(async (name, _, begin) => {
    order.push('lock ' + name);
    await begin();
    order.push('unlock');
  });
  const work = vi.fn(() => {
    order.push('work');
    return Promise.resolve(7);
  });
  expect(await alone('name', work)).toBe(7);
  expect(order).toEqual(['lock name', 'work', 'unlock']);
});

test.each<[string, () => void]>([
  ['there are no locks', () => vi.stubGlobal('navigator', {})],
  [
    'nobody lets go',
    () => {
      locks(() => Promise.reject(new DOMException('timeout', 'TimeoutError')));
    },
  ],
])('work is done, once, though %s', async (_, prepare) => {
  prepare();
  const work = vi.fn(() => Promise.resolve(7));
  expect(await alone('name', work)).toBe(7);
  expect(work).toHaveBeenCalledTimes(1);
});

test('work that fails fails once', async () => {
  locks((_, __, begin) => begin());
  const work = vi.fn(() => Promise.reject(new Error('no')));
  await expect(alone('name', work)).rejects.toThrow('no');
  expect(work).toHaveBeenCalledTimes(1);
});
