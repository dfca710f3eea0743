import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { load } from '../test/double/page.js';
import { GatewayDouble } from '../test/double/gateway.js';
import { indexedDbStore } from './indexeddb-store.js';
import type { DeviceRecord } from './record.js';
import { memoryStore } from './store.js';

const BASE = 'https://app.example.org/relock/';
const record = (n: number): DeviceRecord => ({ n }) as DeviceRecord;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ['IndexedDB', indexedDbStore],
  ['memory', memoryStore],
])('a store in %s', (_, make) => {
  test('keeps, gives, changes and removes', async () => {
    const store = make();
    expect(await store.update(BASE, (now) => now)).toBeUndefined();
    expect(await store.update(BASE, () => record(1))).toEqual(record(1));
    expect(await store.update(BASE, (now) => now)).toEqual(record(1));
    expect(await store.update(BASE, (now) => record(Number(now?.n) + 1))).toEqual(record(2));
    expect(await store.update(BASE, () => undefined)).toBeUndefined();
    expect(await store.update(BASE, (now) => now)).toBeUndefined();
  });

  test('keeps one record for each gateway base', async () => {
    const store = make();
    await store.update(BASE, () => record(1));
    await store.update(BASE + 'other/', () => record(2));
    expect((await store.update(BASE, (now) => now))?.n).toBe(1);
  });

  test('lets no change come between reading and writing', async () => {
    const store = make();
    const add = (): Promise<unknown> => store.update(BASE, (now) => record((now?.n ?? 0) + 1));
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await store.update(BASE, (now) => now))?.n).toBe(20);
  });

  test('writes nothing when the change fails', async () => {
    const store = make();
    await store.update(BASE, () => record(1));
    await expect(
      store.update(BASE, () => {
        throw new Error('no');
      }),
    ).rejects.toThrow();
    expect((await store.update(BASE, (now) => now))?.n).toBe(1);
  });
});

describe('IndexedDB', () => {
  test('is shared by all pages and holds keys that cannot be read', async () => {
    const gateway = new GatewayDouble();
    const first = await load(gateway, indexedDbStore());
    const second = await load(gateway, indexedDbStore());
    expect(second.device).toBe(first.device);
    const kept = await indexedDbStore().update(BASE, (now) => now);
    expect([kept?.root.extractable, kept?.device.privateKey.extractable]).toEqual([false, false]);
  });

  test('is written with strict durability', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await indexedDbStore().update(BASE, () => record(1));
    expect(transaction).toHaveBeenCalledWith('devices', 'readwrite', { durability: 'strict' });
  });

  test('can be deleted at any time, for no connection is kept open', async () => {
    await indexedDbStore().update(BASE, () => record(1));
    await new Promise<void>((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase('relock');
      deleting.onsuccess = () => {
        resolve();
      };
      deleting.onblocked = reject;
    });
    expect(await indexedDbStore().update(BASE, (now) => now)).toBeUndefined();
  });

  test.each([
    ['refuses to open', () => vi.spyOn(indexedDB, 'open').mockImplementation(refuse)],
    ['cannot store keys', () => vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(refuse)],
    ['is not there', () => vi.stubGlobal('indexedDB', undefined)],
  ])('that %s is an error with a code', async (_, prepare) => {
    prepare();
    await expect(indexedDbStore().update(BASE, () => record(1))).rejects.toThrow(
      expect.objectContaining({ code: 'storage' }),
    );
    vi.unstubAllGlobals();
  });
});

function refuse(): never {
  throw new DOMException('refused', 'DataCloneError');
}
