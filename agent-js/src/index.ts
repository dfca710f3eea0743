export { createRelock, type Relock, type RelockOptions } from './relock.js';
export type { LoginContext, RequestContext, TokenBody, TokenContext } from './context.js';
export type { KeyEventName, KeyState } from './event.js';
export { RelockError, type RelockErrorCode } from './error.js';
export type { HexBytes } from './hex.js';
export { memoryStore, type DeviceStore, type RecordChange } from './store.js';
export type { AskedRecord, DeviceRecord } from './record.js';
export type { Bytes } from './bytes.js';
import type { KeyState } from './event.js';
import type { Relock } from './relock.js';

declare global {
  interface Window {
    /** The browser agent, when `relock.js` was loaded. */
    relock: Relock;
  }
  interface KeyEventMap {
    'X-Key-Established': CustomEvent<KeyState>;
    XKeyEstablished: CustomEvent<KeyState>;
    XReKeying: CustomEvent<KeyState>;
    'X-Key-Rekeying-Done': CustomEvent<KeyState>;
  }
  interface WindowEventMap extends KeyEventMap {}
  interface DocumentEventMap extends KeyEventMap {}
}
