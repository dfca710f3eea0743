import { expect, test, vi } from 'vitest';
import { fetchTransport } from './transport.js';

test('posts JSON under the gateway base, with cookies, and follows nobody', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(new Response('{}')));
  const send = fetchTransport('https://app.example.org/relock/', fetch);
  await send('exchange', { a: 1 });
  await send('close', {}, true);
  const [[url, init] = [], [, last] = []] = fetch.mock.calls;
  expect(url).toBe('https://app.example.org/relock/exchange');
  expect(init).toMatchObject({ method: 'POST', body: '{"a":1}', credentials: 'include', redirect: 'error' });
  expect(init?.headers).toEqual({ 'Content-Type': 'application/json' });
  expect([init?.keepalive, last?.keepalive]).toEqual([false, true]);
});
