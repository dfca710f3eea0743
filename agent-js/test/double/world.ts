import type { ExchangeWorld } from '../../src/exchange.js';
import { memoryStore, type DeviceStore } from '../../src/store.js';
import type { DoubleReply, GatewayDouble } from './gateway.js';

export const BASE = 'https://app.example.org/relock/';
export const ORIGIN = 'https://app.example.org';

/** What happens to one message on its way. */
export type Wire = (deliver: () => DoubleReply) => DoubleReply | Promise<DoubleReply>;

/** The world of one browser that reaches `gateway`; `wire` can lose, delay or repeat what goes over it. */
export function world(
  gateway: GatewayDouble,
  store: DeviceStore = memoryStore(),
  wire: Wire = (deliver) => deliver(),
): ExchangeWorld {
  return {
    base: BASE,
    origin: ORIGIN,
    store,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    delay: () => Promise.resolve(),
    async send(_path, message) {
      const { status, json } = await wire(() => gateway.exchange(JSON.stringify(message)));
      return { status, json: () => Promise.resolve(structuredClone(json)) };
    },
  };
}
