import { labelled, type Bytes } from './bytes.js';
import type { TokenContext } from './context.js';
import { clearCookies, writePair } from './cookies.js';
import { dispatch, keyState, type KeyState } from './event.js';
import { isForeignFrame } from './frame.js';
import { toHex, withHex, type HexBytes } from './hex.js';
import { indexedDbStore } from './indexeddb-store.js';
import { listen } from './listen.js';
import { isEd25519, signWithPage } from './page-key.js';
import { proofFetch } from './proof-fetch.js';
import { tabSession, type TabSession } from './session.js';
import { sha512 } from './sha512.js';
import type { DeviceStore } from './store.js';
import { clearLabel, tabLabel } from './tab-label.js';
import { isServerToken } from './token.js';
import { fetchTransport } from './transport.js';
import { clearKept, keptFormWait, keptSession } from './web-storage.js';

/** How {@link createRelock} is told what cannot be known from the page. */
export interface RelockOptions {
  /** Folder under which the browser reaches the gateway: `/relock/` or `/realms/{realm}/relock/`; relative to the page. */
  readonly base: string | URL;
  /** Other origins that {@link Relock.fetch} may send proofs to. The page's own always is one. */
  readonly origins?: readonly string[];
  /** Keeps one unspent proof in the cookies `X-Key-Token` and `X-Key-Signature`, for page navigations. Default: false. */
  readonly cookiePair?: boolean;
  /** Where the device key is kept. Default: IndexedDB. */
  readonly store?: DeviceStore;
}

/** The browser agent, as a page sees it. */
export interface Relock {
  /** Hash of the current page key: the first 32 bytes of SHA-512, hex; `""` without a key. */
  readonly id: string;
  /** The Ed25519 key that {@link sign} uses now, 32 bytes, hex; `""` without a key. It changes with the epoch. */
  readonly public: string;
  /** Label of this tab; made when first read. */
  readonly screen: string;
  /** The gateway's Ed25519 key, 32 bytes, hex; `""` before the first exchange. */
  readonly server: string;
  /** Session id, hex, 48 bytes; survives tabs and restarts. `""` before the very first exchange. */
  readonly xsid: string;
  /** The stable id of this browser's device (RFC 7638 thumbprint, base64url); `""` before the first exchange. */
  readonly device: string;
  /** Milliseconds that a login form may wait for the agent, as the realm last told; 0 before. */
  readonly formWait: number;
  /** What the first exchange of this page came to. Never rejects. */
  readonly ready: Promise<KeyState>;
  /** Agrees on new keys now, or waits for the exchange that is under way. Never rejects. */
  rekey(): Promise<KeyState>;
  /** Starts the agent: exchanges keys, watches activity. Done on load already; more calls change nothing. */
  init(): Promise<KeyState>;
  /**
   * A new token, good once; empty if there is no key.
   *
   * @param size - bytes, 32 to 256. Default: 32
   * @param context - binds it to a request or a login challenge. Default: good for anything at this origin
   */
  token(size?: number, context?: TokenContext): HexBytes;
  /** Plain Ed25519 of `data` by the page key, 64 bytes; empty if there is no data or no key. */
  sign(data: Uint8Array): HexBytes;
  /** Whether the gateway signed this token of its own making. */
  verify(data: Uint8Array, signature: Uint8Array): boolean;
  /** Whether this token was made by a gateway that holds the same secret as this page. */
  validate(token?: Uint8Array): boolean;
  /**
   * Erases this device, here and at the gateway. The agent then rests until {@link init} or the next page.
   *
   * @param redirect - true to stay on the page; else it goes to `/` shortly after
   */
  clear(redirect?: boolean): Promise<void>;
  /** `fetch` with a proof of this very request, asked again once with a fresh key when the gateway wants one. */
  fetch: typeof globalThis.fetch;
}

/** Milliseconds that `clear()` waits for the gateway, and then before it leaves the page. */
const CLEAR_PATIENCE = 2_000;
const CLEAR_DELAY = 100;

/** What is not there, or no byte array, is an empty one. */
const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array());

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Makes an agent and starts it. Pages that load `relock.js` have one already, as `window.relock`.
 *
 * @example
 * const relock = createRelock({ base: '/relock/' });
 * await relock.ready;
 * const response = await relock.fetch('/orders', { method: 'POST', body });
 */
export function createRelock({
  store = indexedDbStore(),
  cookiePair,
  origins = [],
  ...options
}: RelockOptions): Relock {
  const base = new URL(options.base, document.baseURI).href;
  const { origin } = window;
  const { fetch } = globalThis;
  const send = fetchTransport(base, fetch);
  let session: TabSession;
  let life: AbortController | undefined;
  let ready: Promise<KeyState>;

  /** A navigation may have spent the pair: a click may begin the next one. */
  const keepPair = (): void => {
    const proof = session.proof();
    if (proof) writePair(proof);
  };

  const start = async (signal: AbortSignal): Promise<KeyState> => {
    const foreign = isForeignFrame();
    if (foreign || !window.isSecureContext) {
      const state = keyState('unsupported');
      session.stop();
      // After the page had the chance to listen. A frame in somebody else's page gets nothing at all, not even events.
      await delay(0);
      if (!foreign) dispatch('X-Key-Rekeying-Done', state);
      return state;
    }
    listen(session, signal);
    if (cookiePair) window.addEventListener('click', keepPair, { capture: true, signal });
    return session.rekey();
  };

  const relock: Relock = {
    get id() {
      const key = session.epoch?.page.publicKey;
      return key ? toHex(sha512(key).subarray(0, 32)) : '';
    },
    get public() {
      return toHex(bytesOf(session.epoch?.page.publicKey));
    },
    get screen() {
      return tabLabel();
    },
    get server() {
      return toHex(bytesOf(session.last?.epoch.gateway));
    },
    get xsid() {
      return session.epoch?.session ?? keptSession(base);
    },
    get device() {
      return session.last?.device ?? '';
    },
    get formWait() {
      return keptFormWait(base);
    },
    get ready() {
      return ready;
    },
    init() {
      if (!life) {
        life = new AbortController();
        const world = { base, origin, store, random, delay, send };
        session = tabSession(world, tabLabel, ({ epoch, policy }) => {
          keptSession(base, epoch.session);
          keptFormWait(base, policy.formWait);
          if (cookiePair) keepPair();
        });
        ready = start(life.signal);
      }
      return ready;
    },
    rekey: () => session.rekey(),
    token: (size, context) => withHex(session.token(size, context)),
    sign(data) {
      const bytes = bytesOf(data);
      const epoch = bytes.length ? session.epochOf(bytes) : undefined;
      return withHex(epoch ? signWithPage(epoch.page, bytes) : new Uint8Array());
    },
    verify(data, signature) {
      const signed = labelled('relock/1 server-token', bytesOf(data));
      return isEd25519(bytesOf(session.last?.epoch.gateway), signature, signed);
    },
    validate(token) {
      const bytes = bytesOf(token);
      const epoch = session.epochOf(bytes);
      return !!epoch && isServerToken(epoch, bytes);
    },
    async clear(redirect) {
      const proof = session.proof();
      session.stop();
      life?.abort();
      life = undefined;
      clearKept(base);
      clearLabel();
      clearCookies(base);
      await Promise.race([
        Promise.allSettled([store.update(base, () => undefined), proof && send('clear', proof, true)]),
        delay(CLEAR_PATIENCE),
      ]);
      if (!redirect) {
        await delay(CLEAR_DELAY);
        location.assign('/');
      }
    },
    fetch: (input, init) => proofFetch(session, [origin, ...origins], fetch)(input, init),
  };
  void relock.init();
  return relock;
}
