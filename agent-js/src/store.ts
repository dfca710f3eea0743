import type { DeviceRecord } from './record.js';

/** A change of a record; must answer at once and do nothing else. The same object means no change. */
export type RecordChange = (now: DeviceRecord | undefined) => DeviceRecord | undefined;

/** Where a browser keeps its records. */
export interface DeviceStore {
  /**
   * Reads, changes and writes the record of one gateway base in a single transaction that no other one comes between,
   * from whichever tab. What it wrote is durable before the promise is fulfilled.
   *
   * @returns the record as it is now
   * @throws RelockError `storage`
   */
  update(base: string, change: RecordChange): Promise<DeviceRecord | undefined>;
}

/** A store that lives as long as the page: for tests and for embedders that know what they do. */
export function memoryStore(): DeviceStore {
  const records = new Map<string, DeviceRecord>();
  return {
    update: (base, change) =>
      new Promise((resolve) => {
        const next = change(records.get(base));
        if (next) records.set(base, next);
        else records.delete(base);
        resolve(next);
      }),
  };
}
