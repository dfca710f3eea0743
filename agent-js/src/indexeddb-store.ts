import { RelockError } from './error.js';
import type { DeviceRecord } from './record.js';
import type { DeviceStore } from './store.js';

const DATABASE = 'relock';
const DEVICES = 'devices';

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(DEVICES);
    opening.onsuccess = () => {
      resolve(opening.result);
    };
    opening.onerror = () => {
      reject(opening.error ?? new Error());
    };
  });

/**
 * The store of a browser: object store `devices` of the IndexedDB database `relock`, written with strict durability. The
 * database is opened for each transaction, so that nobody who wants to delete it has to wait for us.
 */
export const indexedDbStore = (): DeviceStore => ({
  async update(base, change) {
    let database: IDBDatabase | undefined;
    try {
      database = await open();
      const transaction = database.transaction(DEVICES, 'readwrite', { durability: 'strict' });
      return await new Promise((resolve, reject) => {
        const devices = transaction.objectStore(DEVICES);
        const reading = devices.get(base);
        let next: DeviceRecord | undefined;
        reading.onsuccess = () => {
          const now = reading.result as DeviceRecord | undefined;
          try {
            next = change(now);
            if (next && next !== now) devices.put(next, base);
            else if (!next) devices.delete(base);
          } catch (error) {
            // A browser that cannot store keys says so here.
            reject(error as Error);
            transaction.abort();
          }
        };
        transaction.oncomplete = () => {
          resolve(next);
        };
        transaction.onabort = () => {
          reject(transaction.error ?? new Error());
        };
      });
    } catch (error) {
      throw new RelockError('storage', 0, error);
    } finally {
      database?.close();
    }
  },
});
