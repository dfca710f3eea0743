import { equal, type Bytes } from './bytes.js';
import { contextBytes, type TokenContext } from './context.js';
import type { Epoch } from './epoch.js';
import { RelockError } from './error.js';
import { dispatch, keyState, type KeyState } from './event.js';
import { exchangeClient, type Exchanged, type ExchangeWorld } from './exchange.js';
import { toHex } from './hex.js';
import { alone } from './lock.js';
import { signWithPage } from './page-key.js';
import { makeToken } from './token.js';

/** The three proof fields, in hex, as a gateway reads them. */
export interface Proof {
  readonly 'X-Key-Token': string;
  readonly 'X-Key-Signature': string;
  readonly 'X-Key-Session': string;
}

/** The keys of one tab: opens epochs, and knows when the realm's policy wants a new one. */
export interface TabSession {
  /** What the last successful exchange led to. */
  readonly last: Exchanged | undefined;
  /** The epoch that tokens are made in now, if there is one that the gateway should still know. */
  readonly epoch: Epoch | undefined;
  /** The epoch in which this token was made, else the present one. */
  epochOf(token: Uint8Array): Epoch | undefined;
  /** A new token, empty if there is no epoch or the context is not a documented one. */
  token(size?: number, context?: TokenContext): Bytes;
  /** A fresh proof, if there is an epoch. */
  proof(context?: TokenContext): Proof | undefined;
  /** Exchanges keys, or waits for the exchange that is under way; not while the user is away. Never rejects. */
  rekey(): Promise<KeyState>;
  /** The user did something. */
  active(): void;
  /** The page shows another view. */
  viewChanged(): void;
  /** The tab is gone, or as good as gone: its epoch ends. */
  close(): void;
  /** Forgets all keys and makes no new ones, for good. */
  stop(): void;
}

/** Milliseconds that an epoch certainly lives without use, and at all; the gateway allows 15 and 60 minutes. */
const USE_WITHIN = 14 * 60_000;
const LIVES = 59 * 60_000;
/** Milliseconds without use after which an active user's epoch is renewed. */
const RENEW_UNUSED = 10 * 60_000;
/** Milliseconds to leave the gateway alone after a failure. */
const PAUSE = 15_000;
/** Milliseconds between looks at the clock. */
const TICK = 1_000;

/**
 * @param tab - gives the label of the tab
 * @param established - called after each exchange that opened an epoch
 */
export function tabSession(
  world: ExchangeWorld,
  tab: () => string,
  established: (exchanged: Exchanged) => void,
): TabSession {
  const { base, random, send } = world;
  const client = exchangeClient(world);
  /** The newest epoch and the one before, for what was begun under it. */
  let epochs: readonly Epoch[] = [];
  let last: Exchanged | undefined;
  let state = keyState('');
  let running: Promise<KeyState> | undefined;
  let stopped = false;
  let opened = 0;
  let used = 0;
  let failed = 0;
  let active = Date.now();

  const epoch = (): Epoch | undefined => {
    const now = Date.now();
    if (now - used > USE_WITHIN || now - opened > LIVES) epochs = [];
    return epochs[0];
  };

  const epochOf = (token: Uint8Array): Epoch | undefined =>
    epochs.find(({ id }) => equal(id, token.subarray(0, 8))) ?? epoch();

  const exchange = async (): Promise<KeyState> => {
    dispatch('XReKeying', state);
    try {
      last = await alone('relock ' + base, () => client.exchange(tab()));
      state = last.state;
      epochs = [last.epoch, ...epochs.slice(0, 1)];
      opened = used = Date.now();
      failed = 0;
      established(last);
      dispatch('X-Key-Established', state);
      dispatch('XKeyEstablished', state);
    } catch (error) {
      failed = Date.now();
      state = error instanceof RelockError ? keyState(error.code, error.status) : keyState('failed');
    }
    running = undefined;
    dispatch('X-Key-Rekeying-Done', state);
    return state;
  };

  /** Whether the user has been away for too long; then nothing but the user brings the session back. */
  const isIdle = (): boolean => {
    const idle = last?.policy.idle;
    return !!idle && Date.now() - active > idle * 1000;
  };

  const rekey = (): Promise<KeyState> =>
    stopped || isIdle() ? Promise.resolve(keyState(stopped ? 'stopped' : 'idle')) : (running ??= exchange());

  const renew = (): void => {
    if (Date.now() - failed > PAUSE) void rekey();
  };

  const token = (size = 32, context?: TokenContext): Bytes => {
    const current = epoch();
    const limit = last?.policy.tokens;
    if (!current || (limit && current.count >= limit)) renew();
    try {
      const made = current && makeToken(current, size, contextBytes(context, document.baseURI), random);
      if (made) {
        used = Date.now();
        return made;
      }
    } catch {
      // What cannot be bound to gives no token.
    }
    return new Uint8Array();
  };

  const proof = (context?: TokenContext): Proof | undefined => {
    const current = epoch();
    if (!current) return undefined;
    const made = token(32, context);
    return made.length
      ? {
          'X-Key-Token': toHex(made),
          'X-Key-Signature': toHex(signWithPage(current.page, made)),
          'X-Key-Session': current.session,
        }
      : undefined;
  };

  const tell = (path: 'view' | 'close'): void => {
    const fields = proof();
    if (fields) send(path, fields, true).catch(() => undefined);
  };

  const close = (): void => {
    tell('close');
    epochs = [];
  };

  /** Does what is due, by the user's activity or by the clock. */
  const check = (byUser: boolean): void => {
    const now = Date.now();
    const interval = last?.policy.interval;
    if (byUser) active = now;
    const current = epoch();
    if (isIdle()) close();
    else if (byUser && !(current && now - used < RENEW_UNUSED)) renew();
    else if (current && interval && now - opened > interval * 1000 && !document.hidden) renew();
  };

  const timer = setInterval(check, TICK, false);

  return {
    get last() {
      return last;
    },
    get epoch() {
      return epoch();
    },
    epochOf,
    token,
    proof,
    rekey,
    close,
    active() {
      check(true);
    },
    viewChanged() {
      tell('view');
      if (last?.policy.view) renew();
    },
    stop() {
      stopped = true;
      clearInterval(timer);
      client.stop();
      epochs = [];
    },
  };
}
