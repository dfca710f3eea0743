import { RelockError } from './error.js';
import type { DeviceRecord } from './record.js';
import type { DeviceStore } from './store.js';

const DEVICES = 'devices';

/** What a request to IndexedDB comes to. */
export const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = reject;
  });

/**
 * The store of a browser: object store `devices` of the IndexedDB database `relock`, written with strict durability. The
 * database is opened for each transaction, so that nobody who wants to delete it has to wait for us.
 */
export const indexedDbStore = (): DeviceStore => ({
  async update(base, change) {
    let database: IDBDatabase | undefined;
    try {
      const opening = indexedDB.open('relock', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(DEVICES);
      database = await settled(opening);
      const transaction = database.transaction(DEVICES, 'readwrite', { durability: 'strict' });
      const devices = transaction.objectStore(DEVICES);
      const now = (await settled(devices.get(base))) as DeviceRecord | undefined;
      const next = change(now);
      if (next && next !== now) devices.put(next, base);
      if (!next) devices.delete(base);
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = reject;
      });
      return next;
    } catch (error) {
      // A browser that refuses, has no room, or cannot store keys.
      throw new RelockError('storage', 0, error);
    } finally {
      database?.close();
    }
  },
});
