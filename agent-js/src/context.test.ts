import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextBytes, type RequestContext, type TokenContext } from './context.js';
import { toHex } from './hex.js';

const PAGE = 'https://app.example.org/shop/cart.html?x=1#top';
const hashed = (context?: TokenContext): string => toHex(contextBytes(context, PAGE));
const request: RequestContext = { method: 'POST', url: '/orders', body: 'a=1' };

test('no context is type 0 and 32 zero bytes', () => {
  expect(hashed()).toBe('00'.repeat(33));
});

describe('a request', () => {
  test.each<[string, Partial<RequestContext>]>([
    ['method in lower case', { method: 'post' }],
    ['absolute URL', { url: 'https://app.example.org/orders' }],
    ['URL object', { url: new URL('/orders', PAGE) }],
    ['URL with a fragment', { url: '/orders#here' }],
    ['body as bytes', { body: new TextEncoder().encode('a=1') }],
    ['body as a buffer', { body: new TextEncoder().encode('a=1').buffer }],
    ['body as search parameters', { body: new URLSearchParams({ a: '1' }) }],
  ])('is the same with its %s', (_, change) => {
    expect(hashed({ ...request, ...change })).toBe(hashed(request));
  });

  test.each<[string, Partial<RequestContext>]>([
    ['method', { method: 'PUT' }],
    ['path', { url: '/orders/' }],
    ['query', { url: '/orders?a=1' }],
    ['host', { url: 'https://app.example.com/orders' }],
    ['body', { body: 'a=2' }],
  ])('is another one with another %s', (_, change) => {
    expect(hashed({ ...request, ...change })).not.toBe(hashed(request));
  });

  test('without a body is one with an empty body', () => {
    const get = { method: 'GET', url: '/' };
    expect(hashed(get)).toBe(hashed({ ...get, body: '' }));
    expect(hashed(get)).toBe(hashed({ ...get, body: null }));
  });

  test('with a URL that is none is refused', () => {
    expect(() => contextBytes({ method: 'GET', url: 'https://' }, PAGE)).toThrow(TypeError);
  });
});

describe('a login challenge', () => {
  test('is of type 2 and a binding of type 3, over the same parts', () => {
    const challenge = ['page', 'abc'];
    const [login, bind] = [hashed({ purpose: 'login', challenge }), hashed({ purpose: 'bind', challenge })];
    expect([login.slice(0, 2), bind.slice(0, 2)]).toEqual(['02', '03']);
    expect(login.slice(2)).toBe(bind.slice(2));
  });

  test('of a purpose that is none is of no use', () => {
    const bytes = contextBytes({ purpose: 'Bind' as 'bind', challenge: ['page', 'abc'] });
    expect(bytes[0]).toBe(0);
    expect(toHex(bytes)).not.toBe(hashed());
  });

  test('is told from every other list of parts', () => {
    const parts = fc.array(fc.string(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(hashed({ purpose: 'login', challenge: a }) === hashed({ purpose: 'login', challenge: b })).toBe(same);
      }),
    );
  });
});
