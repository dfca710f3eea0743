import { afterEach, describe, expect, test, vi } from 'vitest';
import { GatewayDouble, type DoubleReply } from '../test/double/gateway.js';
import { copyOf, load, proven } from '../test/double/page.js';
import { BASE, world, type Wire } from '../test/double/world.js';
import { withoutCurve25519 } from '../test/old-browser.js';
import { exchangeClient } from './exchange.js';
import { memoryStore } from './store.js';

/** Loses what `lose` says of the messages, counted from 0: the request before, or the answer after the gateway acted. */
const losing =
  (lose: Record<number, 'request' | 'answer'>): Wire =>
  (deliver) => {
    const loss = lose[count++];
    if (loss === 'request') throw new TypeError('network');
    const reply = deliver();
    if (loss === 'answer') throw new TypeError('network');
    return reply;
  };
let count = 0;

afterEach(() => {
  count = 0;
  vi.restoreAllMocks();
});

describe('an honest browser', () => {
  test('enrols at its first contact, and its tokens are good', async () => {
    const gateway = new GatewayDouble();
    const done = await load(gateway, memoryStore());
    expect(gateway.log).toEqual(['step 0 → challenge', 'enrol 0 → answer']);
    expect(done.state).toMatchObject({ fresh: true, valid: true, state: false, status: 'enrolled', code: 200 });
    expect(proven(gateway, done)).toBe(200);
  });

  test('rotates its root and keeps its device at every page', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    const first = await load(gateway, store);
    const second = await load(gateway, store);
    expect(gateway.log.slice(2)).toEqual(['step 1 → answer']);
    expect(second.device).toBe(first.device);
    expect(second.state).toMatchObject({ fresh: false, valid: true, state: false });
    expect(second.epoch.page.publicKey).not.toEqual(first.epoch.page.publicKey);
    expect([proven(gateway, first), proven(gateway, second)]).toEqual([200, 200]);
  });

  test.each(['request', 'answer'] as const)('asks the same step again when the %s is lost', async (loss) => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await load(gateway, store);
    const done = await load(gateway, store, losing({ 0: loss }));
    expect(gateway.entries.get(done.device)?.n).toBe(2);
    expect(proven(gateway, done)).toBe(200);
  });

  test('asks the same enrolment again when its answer is lost and the page is gone', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await expect(load(gateway, store, losing({ 1: 'answer', 2: 'request', 3: 'request' }))).rejects.toMatchObject({
      code: 'network',
    });
    const done = await load(gateway, store);
    expect(gateway.log).toEqual(['step 0 → challenge', 'enrol 0 → answer', 'step 0 → answer']);
    expect(proven(gateway, done)).toBe(200);
  });

  test('is resumed from its sealed state after the caches were lost', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    const before = await load(gateway, store);
    gateway.forget();
    const done = await load(gateway, store);
    expect(gateway.log.slice(2)).toEqual(['step 1 → challenge', 'enrol 1 → answer']);
    expect(done.device).toBe(before.device);
    expect(done.state).toMatchObject({ fresh: false, state: false });
    expect(proven(gateway, before)).toBe(409);
    expect(proven(gateway, done)).toBe(200);
  });

  test('restarts with the same device key when everything was lost', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    const before = await load(gateway, store);
    gateway.forget(false);
    const done = await load(gateway, store);
    expect(gateway.log.slice(2)).toEqual(['step 1 → challenge', 'enrol 0 → answer']);
    expect(done.device).toBe(before.device);
    expect(done.state).toMatchObject({ fresh: false, state: true });
    expect(proven(gateway, done)).toBe(200);
  });

  test('asks the same restart again when its answer is lost and the page is gone', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await load(gateway, store);
    gateway.forget(false);
    await expect(load(gateway, store, losing({ 1: 'answer', 2: 'request', 3: 'request' }))).rejects.toThrow();
    const done = await load(gateway, store);
    expect(gateway.log.slice(-1)).toEqual(['step 0 → answer']);
    expect(proven(gateway, done)).toBe(200);
  });

  test('goes on from its old root when the gateway had missed its entry but for a while', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await load(gateway, store);
    const entries = [...gateway.entries];
    gateway.forget(false);
    await expect(load(gateway, store, losing({ 1: 'request', 2: 'request', 3: 'request' }))).rejects.toThrow();
    entries.forEach(([device, entry]) => gateway.entries.set(device, entry));
    const done = await load(gateway, store);
    expect(gateway.log.slice(-2)).toEqual(['step 0 → challenge', 'step 1 → answer']);
    expect(gateway.tombstones.size).toBe(0);
    expect(proven(gateway, done)).toBe(200);
  });

  test('never takes an answer for more than one step, however late it comes', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await load(gateway, store);
    let late: DoubleReply | undefined;
    const held: (() => void)[] = [];
    const slow = load(gateway, store, async (deliver) => {
      late ??= deliver();
      await new Promise<void>((resolve) => held.push(resolve));
      return late;
    });
    await vi.waitFor(() => {
      expect(held).toHaveLength(1);
    });
    await load(gateway, store);
    await load(gateway, store);
    held.forEach((release) => {
      release();
    });
    expect(proven(gateway, await slow)).toBe(200);
    expect((await store.update(BASE, (now) => now))?.n).toBe(3);
    expect(proven(gateway, await load(gateway, store))).toBe(200);
  });

  test('drops an answer that was given before the gateway forgot', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await load(gateway, store);
    let late: DoubleReply | undefined;
    const slow = load(gateway, store, async (deliver) => {
      if (late) return deliver();
      late = deliver();
      gateway.forget(false);
      gateway.sealed.clear();
      await load(gateway, store);
      return late;
    });
    expect(proven(gateway, await slow)).toBe(200);
    expect(proven(gateway, await load(gateway, store))).toBe(200);
    expect(gateway.tombstones.size).toBe(0);
  });

  test('gets a device of its own for another realm at the same place', async () => {
    const store = memoryStore();
    const before = await load(new GatewayDouble(), store);
    const other = new GatewayDouble('https://sso.example.org/realms/other');
    const done = await load(other, store);
    expect(done.device).not.toBe(before.device);
    expect(proven(other, done)).toBe(200);
  });

  test('works without Ed25519 and X25519, and keeps to what it began with', async () => {
    const old = withoutCurve25519();
    const gateway = new GatewayDouble();
    const store = memoryStore();
    expect(proven(gateway, await load(gateway, store))).toBe(200);
    old.mockRestore();
    expect(proven(gateway, await load(gateway, store))).toBe(200);
    expect((await store.update(BASE, (now) => now))?.curves).toEqual(['ECDH']);
  });
});

describe('two copies of one browser', () => {
  test('are found out once both have been there', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    const before = await load(gateway, store);
    const copy = await copyOf(store);
    await load(gateway, store);
    const done = await load(gateway, copy);
    expect(gateway.log.slice(3)).toEqual([
      'step 1 → challenge',
      'step 0 → challenge',
      'step 1 → challenge',
      'conflict 1 → ended',
      'step 0 → challenge',
      'enrol 0 → answer',
    ]);
    expect(gateway.tombstones.get(before.device)).toBe('collision');
    expect(done.device).not.toBe(before.device);
    expect(proven(gateway, done)).toBe(200);
    // The other one hears of it at its next contact.
    const other = await load(gateway, store);
    expect(other.device).not.toBe(before.device);
  });

  test('are found out though the copy was made before the first answer', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await expect(load(gateway, store, losing({ 0: 'answer', 1: 'request', 2: 'request' }))).rejects.toThrow();
    const copy = await copyOf(store);
    const before = await load(gateway, store);
    await load(gateway, store);
    const done = await load(gateway, copy);
    expect(gateway.log).toContain('conflict 0 → ended');
    expect(gateway.tombstones.get(before.device)).toBe('collision');
    expect(proven(gateway, done)).toBe(200);
  });

  test('are found out though one of them restarted while the gateway had forgotten', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    const before = await load(gateway, store);
    const copy = await copyOf(store);
    gateway.forget(false);
    await load(gateway, copy);
    await load(gateway, store);
    expect(gateway.tombstones.get(before.device)).toBe('collision');
  });

  test('are found out though both lost the answers to their restarts', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    const before = await load(gateway, store);
    const copy = await copyOf(store);
    gateway.forget(false);
    const lost = (): Wire => losing({ 1: 'request', 2: 'request', 3: 'request' });
    await expect(load(gateway, copy, lost())).rejects.toThrow();
    count = 0;
    await expect(load(gateway, store, lost())).rejects.toThrow();
    await load(gateway, copy);
    await load(gateway, store);
    expect(gateway.tombstones.get(before.device)).toBe('collision');
  });
});

describe('an ended device', () => {
  test('is replaced once per page', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    const client = exchangeClient(world(gateway, store));
    const devices = [];
    for (let round = 0; round < 2; round++) {
      const { device } = await client.exchange('tab');
      devices.push(device);
      gateway.tombstones.set(device, 'revoked');
    }
    await expect(client.exchange('tab')).rejects.toMatchObject({ code: 'ended', status: 410 });
    expect(new Set(devices).size).toBe(2);
    expect(proven(gateway, await load(gateway, store))).toBe(200);
  });
});
