import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GatewayDouble } from '../test/double/gateway.js';
import { world, type Wire } from '../test/double/world.js';
import { fakePage, type FakePage } from '../test/fake-page.js';
import { memoryStore } from './store.js';
import { tabSession, type Proof, type TabSession } from './session.js';

const MINUTE = 60_000;
const SUCCESS = [
  'XReKeying document',
  'XReKeying window',
  'X-Key-Established document true',
  'X-Key-Established window true',
  'XKeyEstablished document true',
  'XKeyEstablished window true',
  'X-Key-Rekeying-Done document true',
  'X-Key-Rekeying-Done window true',
];

let page: FakePage;
let gateway: GatewayDouble;
let session: TabSession;
let wire: Wire;
/** Paths and messages that were posted besides exchanges. */
let told: [string, Proof][];
const established = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  page = fakePage();
  gateway = new GatewayDouble();
  wire = (deliver) => deliver();
  told = [];
  const { send, ...rest } = world(gateway, memoryStore(), (deliver) => wire(deliver));
  session = tabSession(
    {
      ...rest,
      send: (path, message, keepalive) => {
        if (path === 'exchange') return send(path, message);
        expect(keepalive).toBe(true);
        told.push([path, message as Proof]);
        return Promise.reject(new TypeError('the page is gone'));
      },
    },
    () => 'tab',
    established,
  );
});
afterEach(() => {
  session.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Waits for the exchange that is under way, if there is one. */
const settled = (): Promise<unknown> => vi.waitFor(() => session.rekey());
const exchanges = (): number => gateway.log.filter((line) => line.endsWith('answer')).length;
const status = ({ 'X-Key-Token': token, 'X-Key-Signature': signature }: Proof): number =>
  gateway.epochs.verify(Buffer.from(token, 'hex'), Buffer.from(signature, 'hex'));
/** Lets the clock run, with its timers. */
const pass = (ms: number): void => void vi.advanceTimersByTime(ms);

describe('an exchange', () => {
  test('is told by events, in order', async () => {
    await session.rekey();
    expect(page.heard.map((line) => line.replace(/^(XReKeying \w+) \w+/, '$1'))).toEqual(SUCCESS);
    expect(established).toHaveBeenCalledTimes(1);
  });

  test('that fails is told as well, and rejects nothing', async () => {
    wire = () => {
      throw new TypeError('network');
    };
    expect(await session.rekey()).toMatchObject({ valid: false, status: 'network', code: 503 });
    expect(page.heard.slice(2)).toEqual(['X-Key-Rekeying-Done document false', 'X-Key-Rekeying-Done window false']);
    expect(session.token().length).toBe(0);
  });

  test('is one at a time', async () => {
    const both = [session.rekey(), session.rekey()];
    expect(both[0]).toBe(both[1]);
    await Promise.all(both);
    expect(exchanges()).toBe(1);
  });

  test('is not tried again at once by tokens or activity after a failure', async () => {
    const failing = vi.fn<Wire>(() => ({ status: 429, json: {} }));
    wire = failing;
    await session.rekey();
    session.token();
    session.active();
    expect(failing).toHaveBeenCalledTimes(1);
    pass(16_000);
    wire = (deliver) => deliver();
    session.active();
    expect(await session.rekey()).toMatchObject({ valid: true });
  });

  test('leaves what was begun under the epoch before good', async () => {
    await session.rekey();
    const token = session.token();
    const before = session.epoch;
    await session.rekey();
    expect(session.epoch).not.toBe(before);
    expect(session.epochOf(token)).toBe(before);
    await session.rekey();
    expect(session.epochOf(token)).toBe(session.epoch);
  });
});

describe('a proof', () => {
  test('is good, and nothing without a key', async () => {
    expect(session.proof()).toBeUndefined();
    await session.rekey();
    const proof = session.proof();
    expect(proof && status(proof)).toBe(200);
    expect(proof?.['X-Key-Session']).toBe(session.epoch?.session);
  });

  test('is nothing for what it cannot be bound to', async () => {
    await session.rekey();
    expect(session.token(32, { method: 'GET', url: 'https://' }).length).toBe(0);
    expect(session.proof({ method: 'GET', url: 'https://' })).toBeUndefined();
    expect(session.token(32, { purpose: 'login', challenge: ['x'.repeat(70_000)] }).length).toBe(0);
  });
});

describe('a new key is made', () => {
  test('after as many tokens as the policy says', async () => {
    gateway.policy = { tokens: 3 };
    await session.rekey();
    const before = session.epoch;
    for (let made = 0; made < 3; made++) session.token();
    expect(exchanges()).toBe(1);
    session.token();
    await settled();
    expect(exchanges()).toBeGreaterThan(1);
    expect(session.epoch).not.toBe(before);
  });

  test('when the interval of the policy is over, in a tab that is seen', async () => {
    gateway.policy = { interval: 60 };
    await session.rekey();
    pass(59_000);
    expect(page.heard).toHaveLength(8);
    page.document.hidden = true;
    pass(MINUTE);
    expect(page.heard).toHaveLength(8);
    page.document.hidden = false;
    pass(1_000);
    await settled();
    expect(page.heard.length).toBeGreaterThan(8);
  });

  test('on a change of view, if the policy says so', async () => {
    gateway.policy = { view: false };
    await session.rekey();
    session.viewChanged();
    expect(page.heard).toHaveLength(8);
    gateway.policy = { view: true };
    await session.rekey();
    session.viewChanged();
    expect(page.heard.length).toBeGreaterThan(16);
    await settled();
    expect(told.map(([path, proof]) => [path, status(proof)])).toEqual([
      ['view', 200],
      ['view', 200],
    ]);
  });

  test('for an active user before the gateway forgets an epoch that nobody used', async () => {
    await session.rekey();
    pass(9 * MINUTE);
    session.active();
    expect(page.heard).toHaveLength(8);
    pass(2 * MINUTE);
    session.active();
    await settled();
    expect(page.heard.length).toBeGreaterThan(8);
  });

  test.each([
    ['not used for 15 minutes', 15 * MINUTE, 1],
    ['60 minutes old', 6 * MINUTE, 10],
  ])('when a token is asked for in an epoch that is %s, and until then there is none', async (_, step, steps) => {
    await session.rekey();
    for (let passed = 0; passed < steps; passed++) {
      expect(session.token().length).toBe(32);
      pass(step);
    }
    expect(session.token().length).toBe(0);
    await session.rekey();
    expect(session.token().length).toBe(32);
  });
});

describe('a tab whose user is away', () => {
  beforeEach(async () => {
    gateway.policy = { idle: 300, interval: 60 };
    await session.rekey();
    page.document.hidden = true;
    pass(301_000);
  });

  test('ends its epoch, and says so to the gateway once', () => {
    pass(10 * MINUTE);
    expect(session.epoch).toBeUndefined();
    expect(told.map(([path]) => path)).toEqual(['close']);
    expect(status(told[0]![1])).toBe(200);
  });

  test('gives no tokens and makes no keys, whoever asks', async () => {
    page.document.hidden = false;
    expect(session.token().length).toBe(0);
    expect(await session.rekey()).toMatchObject({ valid: false, status: 'idle' });
    pass(10 * MINUTE);
    expect(exchanges()).toBe(1);
  });

  test('has a key again when its user is back', async () => {
    session.active();
    expect(await session.rekey()).toMatchObject({ valid: true });
    expect(session.token().length).toBe(32);
  });
});

test('closing ends the epoch; without one nothing is sent', async () => {
  session.close();
  session.viewChanged();
  expect(told).toEqual([]);
  await session.rekey();
  const token = session.token();
  session.close();
  expect(told.map(([path]) => path)).toEqual(['close']);
  expect(session.epochOf(token)).toBeUndefined();
  session.close();
  expect(told).toHaveLength(1);
});

test('a stopped session has no keys, makes none and says nothing', async () => {
  await session.rekey();
  const under = session.rekey();
  session.stop();
  expect(await under).toMatchObject({ valid: false, status: 'stopped' });
  const heard = page.heard.length;
  session.active();
  expect(session.token().length).toBe(0);
  expect(await session.rekey()).toMatchObject({ valid: false, status: 'stopped' });
  pass(60 * MINUTE);
  expect(page.heard).toHaveLength(heard);
  expect(told).toEqual([]);
});
