/**
 * The parts that an agent is made of, for tests and tools that are no web page: an exchange over a transport, a store, a
 * clock and a source of randomness of their own. Pages want {@link createRelock}.
 *
 * @module
 */
export type { Bytes } from './bytes.js';
export { contextBytes, type TokenContext } from './context.js';
export type { Epoch } from './epoch.js';
export { RelockError, type RelockErrorCode } from './error.js';
export { exchangeClient, type Exchanged, type ExchangeClient, type ExchangeWorld } from './exchange.js';
export { indexedDbStore } from './indexeddb-store.js';
export { isEd25519, signWithPage } from './page-key.js';
export type { DeviceRecord } from './record.js';
export { memoryStore, type DeviceStore, type RecordChange } from './store.js';
export { isServerToken, makeToken } from './token.js';
export { fetchTransport, type GatewayReply, type Transport } from './transport.js';
