import { contextBytes } from '../../src/context.js';
import { exchangeClient, type Exchanged } from '../../src/exchange.js';
import { signWithPage } from '../../src/page-key.js';
import { memoryStore, type DeviceStore } from '../../src/store.js';
import { makeToken } from '../../src/token.js';
import type { GatewayDouble } from './gateway.js';
import { BASE, world, type Wire } from './world.js';

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

/** One exchange of a page that was just loaded. */
export const load = (gateway: GatewayDouble, store: DeviceStore, wire?: Wire): Promise<Exchanged> =>
  exchangeClient(world(gateway, store, wire)).exchange('tab');

/** The status that a fresh token of this epoch has at the gateway. */
export function proven(gateway: GatewayDouble, { epoch }: Exchanged): number {
  const token = makeToken(epoch, 32, contextBytes(), random) ?? new Uint8Array();
  return gateway.epochs.verify(Buffer.from(token), Buffer.from(signWithPage(epoch.page, token)));
}

/** A store that holds what the other one holds now: a copied browser profile. */
export async function copyOf(store: DeviceStore): Promise<DeviceStore> {
  const record = await store.update(BASE, (now) => now);
  const copy = memoryStore();
  await copy.update(BASE, () => record);
  return copy;
}
