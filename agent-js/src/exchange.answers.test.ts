import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { b64u, fromB64u, labelled, rawEd25519 } from '../test/double/bytes.js';
import { GatewayDouble, type DoubleReply } from '../test/double/gateway.js';
import { load, proven } from '../test/double/page.js';
import { BASE, world, type Wire } from '../test/double/world.js';
import { exchangeClient } from './exchange.js';
import { memoryStore, type DeviceStore } from './store.js';

/** The same answer with some members changed, signed by `key`; whoever has no root cannot make its MAC. */
function forged({ status, json }: DoubleReply, change: object, key: KeyObject): DoubleReply {
  const told = JSON.parse(fromB64u(json['payload']).toString()) as object;
  const payload = Buffer.from(JSON.stringify({ ...told, ...change }));
  const sig = b64u(sign(null, labelled(String(json['purpose']), payload), key));
  return { status, json: { ...json, payload: b64u(payload), sig } };
}

const kept = (store: DeviceStore): Promise<unknown> => store.update(BASE, (now) => now);
const error = (code: string, status = 0): Error => expect.objectContaining({ code, status }) as Error;

describe('another gateway key', () => {
  test('is taken under a good MAC, and said so', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await load(gateway, store);
    gateway.rotateKey();
    expect((await load(gateway, store)).state).toMatchObject({ valid: true, status: 'gateway key changed' });
    expect(await kept(store)).toMatchObject({ kid: 'key-2' });
    expect((await load(gateway, store)).state.status).toBe('rotated');
  });

  test('is taken after everything was lost, and said so', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await load(gateway, store);
    gateway.forget(false);
    gateway.rotateKey();
    expect((await load(gateway, store)).state).toMatchObject({ state: true, status: 'gateway key changed' });
  });

  test('is refused without a good MAC, and nothing is stored', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await load(gateway, store);
    const key = generateKeyPairSync('ed25519').privateKey;
    const impostor: Wire = (deliver) => forged(deliver(), { gateway: b64u(rawEd25519(key)), kid: 'evil' }, key);
    await expect(load(gateway, store, impostor)).rejects.toThrow(error('untrusted'));
    expect(await kept(store)).toMatchObject({ kid: 'key-1', n: 1 });
    expect(proven(gateway, await load(gateway, store))).toBe(200);
  });
});

describe('an answer is refused, and nothing of it stored,', () => {
  test.each<[string, object]>([
    ['with another version than the next', { n: 3 }],
    ['of another realm', { iss: 'https://sso.example.org/realms/other' }],
    ['that was changed after it was made', { session: 'ff'.repeat(48) }],
  ])('%s', async (_, change) => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    await load(gateway, store);
    const before = await kept(store);
    const changed: Wire = (deliver) => forged(deliver(), change, gateway.key);
    await expect(load(gateway, store, changed)).rejects.toThrow(error('untrusted'));
    expect(await kept(store)).toMatchObject({ ...(before as object), pending: expect.anything() as unknown });
    expect(proven(gateway, await load(gateway, store))).toBe(200);
  });

  test('that was given to an earlier request', async () => {
    const gateway = new GatewayDouble();
    const store = memoryStore();
    let recorded: DoubleReply | undefined;
    await load(gateway, store);
    await load(gateway, store, (deliver) => (recorded = deliver()));
    await expect(load(gateway, store, () => recorded!)).rejects.toThrow(error('untrusted'));
    expect(await kept(store)).toMatchObject({ n: 2 });
  });

  test('whose step key is of the other curve or of small order', async () => {
    const gateway = new GatewayDouble();
    for (const key of [new Uint8Array(65).fill(4), Uint8Array.of(1, ...new Uint8Array(31))]) {
      const wire: Wire = (deliver) => {
        const reply = deliver();
        return reply.status === 200 ? forged(reply, { key: b64u(key) }, gateway.key) : reply;
      };
      await expect(load(gateway, memoryStore(), wire)).rejects.toThrow(error('malformed'));
    }
  });
});

describe('what is no signed answer', () => {
  test.each([400, 401, 404, 413, 429, 500])('ends the exchange at once with its status: %i', async (status) => {
    const wire = vi.fn<Wire>(() => ({ status, json: { status_code: status } }));
    await expect(load(new GatewayDouble(), memoryStore(), wire)).rejects.toThrow(error('rejected', status));
    expect(wire).toHaveBeenCalledTimes(1);
  });

  test.each([502, 503, 504])('is asked for again when it says "later": %i', async (status) => {
    const gateway = new GatewayDouble();
    let left = 2;
    const done = await load(gateway, memoryStore(), (deliver) => (left-- > 0 ? { status, json: {} } : deliver()));
    expect(proven(gateway, done)).toBe(200);
    const wire = vi.fn<Wire>(() => ({ status, json: {} }));
    await expect(load(gateway, memoryStore(), wire)).rejects.toThrow(error('rejected', status));
    expect(wire).toHaveBeenCalledTimes(3);
  });

  test('and no JSON either counts as lost', async () => {
    const gateway = new GatewayDouble();
    const notJson = exchangeClient({
      ...world(gateway),
      send: () => Promise.resolve(new Response('<!doctype html><title>Sign in to the hotel network</title>')),
    });
    await expect(notJson.exchange('tab')).rejects.toThrow(error('network', 503));
  });
});

test('gateways that are never content are asked ten times and no more', async () => {
  // Two nodes that do not know each other's challenges, taken in turns.
  const nodes = [new GatewayDouble(), new GatewayDouble()];
  const asked: string[] = [];
  const { send, ...rest } = world(nodes[0]!);
  const client = exchangeClient({
    ...rest,
    send(path, message) {
      asked.push(path);
      return asked.length % 2 ? send(path, message) : world(nodes[1]!).send(path, message);
    },
  });
  await expect(client.exchange('tab')).rejects.toThrow(error('unsettled'));
  expect(asked).toHaveLength(10);
});

test('a conflict is not signed by a page whose store has moved on', async () => {
  const gateway = new GatewayDouble();
  const store = memoryStore();
  await load(gateway, store);
  let first = true;
  const done = await load(gateway, store, async (deliver) => {
    if (!first) return deliver();
    first = false;
    // Two other tabs were quicker.
    await load(gateway, store);
    await load(gateway, store);
    return deliver();
  });
  expect(gateway.log.some((line) => line.startsWith('conflict'))).toBe(false);
  expect(proven(gateway, done)).toBe(200);
});

test('a client that was stopped writes nothing any more', async () => {
  const gateway = new GatewayDouble();
  const store = memoryStore();
  await load(gateway, store);
  const client = exchangeClient(
    world(gateway, store, (deliver) => {
      client.stop();
      return deliver();
    }),
  );
  await expect(client.exchange('tab')).rejects.toThrow(error('stopped'));
  expect(await kept(store)).toMatchObject({ n: 1 });
  await expect(client.exchange('tab')).rejects.toThrow(error('stopped'));
});
