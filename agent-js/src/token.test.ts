import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { hmac, labelled, lp } from '../test/double/bytes.js';
import { DoubleEpochs, type DoubleContext } from '../test/double/epochs.js';
import { concat, type Bytes } from './bytes.js';
import { contextBytes, type TokenContext } from './context.js';
import type { Epoch } from './epoch.js';
import { makePageKey, signWithPage } from './page-key.js';
import { isServerToken, makeToken } from './token.js';

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
const tab = 'tab';
const iss = 'https://sso.example.org/realms/test';
const origin = 'https://app.example.org';

let epoch: Epoch;
let gateway: DoubleEpochs;

beforeEach(async () => {
  const page = await makePageKey(random(32));
  const [id, token, server] = [random(8), random(32), random(32)];
  const session = 'ab'.repeat(48);
  epoch = { id, token, server, page, gateway: random(32), iss, origin, session, tab, count: 0 };
  gateway = new DoubleEpochs();
  const [pageKey, tokenKey] = [Buffer.from(page.publicKey), Buffer.from(token)];
  gateway.open(Buffer.from(id), { iss, origin, session, tab, page: pageKey, tokenKey, used: new Set() });
});

const make = (context?: TokenContext, size = 32): Bytes =>
  makeToken(epoch, size, contextBytes(context, origin), random) ?? new Uint8Array();

const verified = (token: Bytes, context?: DoubleContext): number =>
  gateway.verify(Buffer.from(token), Buffer.from(signWithPage(epoch.page, token)), context);

describe('a token', () => {
  test('is good once', () => {
    const token = make();
    expect(verified(token)).toBe(200);
    expect(verified(token)).toBe(401);
  });

  test.each([
    [undefined, 32],
    [0, 32],
    [NaN, 32],
    [-5, 32],
    [31, 32],
    [32.9, 32],
    [33, 33],
    [256, 256],
    [257, 256],
    [1e9, 256],
  ])('of size %s has %i bytes and is good', (size, length) => {
    const token = make(undefined, size);
    expect(token.length).toBe(length);
    expect(verified(token)).toBe(200);
  });

  test('is good for its context and no other', () => {
    const request = { method: 'POST', url: 'https://app.example.org/a', body: Buffer.from('b') };
    const login = { purpose: 'login', challenge: ['form', 'demo', 'app', 'tab'] } as const;
    const contexts: [TokenContext | undefined, DoubleContext][] = [
      [undefined, { type: 'none' }],
      [request, { type: 'request', ...request }],
      [login, { type: 'login', parts: login.challenge }],
      [
        { ...login, purpose: 'bind' },
        { type: 'bind', parts: login.challenge },
      ],
    ];
    for (const [made] of contexts) {
      for (const [other, verifiedFor] of contexts) {
        expect(verified(make(made), verifiedFor)).toBe(made === other ? 200 : 401);
      }
    }
  });

  test('counts up from 1', () => {
    const counters = [make(), make(), make()].map((token) => Buffer.from(token).readUInt32BE(8));
    expect(counters).toEqual([1, 2, 3]);
  });

  test('is not made after 2^31 of them', () => {
    epoch.count = 2 ** 31 - 1;
    expect(verified(make())).toBe(200);
    expect(make().length).toBe(0);
  });

  test('is nothing any more with one bit changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 32 * 8 - 1 }), (bit) => {
        const token = make();
        const at = bit >> 3;
        token[at] = Number(token[at]) ^ (1 << (bit & 7));
        expect(verified(token)).not.toBe(200);
      }),
    );
  });
});

describe('a token of the gateway', () => {
  const made = (key: Uint8Array = epoch.server, head = concat(epoch.id, random(8))): Bytes => {
    const macked = labelled('server-token', lp(iss, origin, epoch.session, tab, head));
    return concat(head, hmac('sha512', key, macked).subarray(0, 16));
  };

  test('is known by the page that holds the same secret', () => {
    expect(isServerToken(epoch, made())).toBe(true);
  });

  test('of another secret, another epoch or another size is not', () => {
    expect(isServerToken(epoch, made(random(32)))).toBe(false);
    expect(isServerToken(epoch, made(epoch.token))).toBe(false);
    expect(isServerToken(epoch, made(epoch.server, random(16)))).toBe(false);
    expect(isServerToken(epoch, concat(made(), random(1)))).toBe(false);
    expect(isServerToken(epoch, made().subarray(0, 31))).toBe(false);
    expect(isServerToken(epoch, new Uint8Array(32))).toBe(false);
    expect(isServerToken(epoch, new Uint8Array())).toBe(false);
    expect(isServerToken(epoch, make())).toBe(false);
  });
});
