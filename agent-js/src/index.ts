/**
 * The browser agent of Relock for Keycloak, as a module. A page that loads `relock.js` by a script tag has the same as
 * `window.relock`.
 *
 * @module
 */
import type { KeyState } from './event.js';
import type { Relock } from './relock.js';

export type { LoginContext, RequestContext, TokenBody, TokenContext } from './context.js';
export { RelockError, type RelockErrorCode } from './error.js';
export type { KeyEventName, KeyState } from './event.js';
export type { HexBytes } from './hex.js';
export { createRelock, type Relock, type RelockOptions } from './relock.js';
export { memoryStore, type DeviceStore } from './store.js';

declare global {
  interface Window {
    /** The browser agent, when `relock.js` was loaded. */
    relock: Relock;
  }
  interface RelockEventMap {
    'X-Key-Established': CustomEvent<KeyState>;
    XKeyEstablished: CustomEvent<KeyState>;
    XReKeying: CustomEvent<KeyState>;
    'X-Key-Rekeying-Done': CustomEvent<KeyState>;
  }
  interface WindowEventMap extends RelockEventMap {}
  interface DocumentEventMap extends RelockEventMap {}
}
