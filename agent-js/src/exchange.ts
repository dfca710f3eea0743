import { fromBase64url } from './base64url.js';
import { equal, type Bytes } from './bytes.js';
import { makeDeviceKey } from './device-key.js';
import { epochKeys, type Epoch } from './epoch.js';
import { RelockError } from './error.js';
import { keyState, type KeyState } from './event.js';
import { hmac256 } from './hkdf.js';
import { makePageKey, type PageKey } from './page-key.js';
import { afterAnswer, afterEnd, afterLoss, goneBack, isStill, withPending } from './record.js';
import type { AskedRecord, DeviceRecord } from './record.js';
import { readReply, type Policy, type Reply } from './reply.js';
import { exchangeRequest, type RequestPurpose } from './request.js';
import { firstRoot, nextRoot, rootId, rootMacKey } from './root.js';
import { agree, makeStepKey } from './step-key.js';
import type { DeviceStore, RecordChange } from './store.js';
import type { Transport } from './transport.js';

/** What an exchange needs of the world around it. */
export interface ExchangeWorld {
  /** Absolute URL of the folder under which the browser reaches the gateway, with a slash at its end. */
  readonly base: string;
  /** Origin of the page. */
  readonly origin: string;
  readonly store: DeviceStore;
  readonly send: Transport;
  /** Gives that many random bytes. */
  readonly random: (length: number) => Bytes;
  /** Waits that many milliseconds. */
  readonly delay: (ms: number) => Promise<void>;
}

/** What an exchange led to. */
export interface Exchanged {
  readonly epoch: Epoch;
  readonly state: KeyState;
  readonly policy: Policy;
  /** `device_id` */
  readonly device: string;
}

/** The key exchange of one page with one gateway. */
export interface ExchangeClient {
  /**
   * Makes the next step of this browser's device, which is made if there is none, and opens an epoch.
   *
   * @param tab - label of the tab
   * @throws RelockError
   */
  exchange(tab: string): Promise<Exchanged>;
  /** Lets exchanges under way come to nothing, for good. */
  stop(): void;
}

/** Messages that one exchange sends at most; honest races need five. */
const MAX_MESSAGES = 10;
/** Times that a device turns between where it stands and where it stood: there and back, lest the gateway turned as well. */
const MAX_TURNS = 2;
/** Times that an exchange asks again after no answer, or a status that says "later". */
const MAX_FAILURES = 2;

/** What one exchange remembers. */
interface Run {
  /** How often the device turned; a gateway that holds something else every time has seen a copy. */
  turns: number;
}

/** What is asked next. */
interface Next {
  readonly asked: AskedRecord;
  readonly purpose: RequestPurpose;
  readonly challenge?: string;
}

const makeRecord = async (): Promise<DeviceRecord> => ({
  device: await makeDeviceKey(),
  iss: '',
  kid: '',
  gateway: '',
  n: 0,
  root: await firstRoot(),
  curves: ['X25519', 'ECDH'],
  session: '',
  known: false,
  losses: 0,
});

const makePending = async (kinds: readonly string[]): Promise<Pick<AskedRecord, 'pending' | 'curves'>> => {
  const pending = await makeStepKey(kinds);
  return { pending, curves: [pending.privateKey.algorithm.name] };
};

/** Makes the client of one page. */
export function exchangeClient({ base, origin, store, send, random, delay }: ExchangeWorld): ExchangeClient {
  const folder = new URL(base).pathname;
  let stopped = false;
  let ended = false;

  /** As the store does, but nothing is written any more once this client was stopped. */
  const update = async (change: RecordChange): Promise<DeviceRecord | undefined> => {
    const now = await store.update(base, (record) => (stopped ? record : change(record)));
    if (stopped) throw new RelockError('stopped');
    return now;
  };

  /** What to ask with; its pending key is durably written. */
  const prepare = async (): Promise<Next> => {
    let now = await update((record) => record);
    if (!now?.pending) {
      const from = now ?? (await makeRecord());
      const offered = { ...from, ...(await makePending(from.curves)) };
      now = await update((record) => withPending(record, offered));
    }
    return { asked: now as AskedRecord, purpose: 'step' };
  };

  /** What to answer a challenge with; nothing if the store has moved on, for then there is nothing to answer. */
  const challenged = async (
    asked: AskedRecord,
    { told: { iss, challenge, held, restart } }: Reply & { purpose: 'challenge' },
    run: Run,
  ): Promise<Next | undefined> => {
    const lost = held === 'none';
    const anew =
      lost && restart && asked.n ? { ...(await makePending(asked.curves)), root: await firstRoot() } : undefined;
    let still = false as boolean;
    const now = await update((record) => {
      // Another realm than the one this device is known to: it gets a device of its own.
      if (asked.iss && asked.iss !== iss) return afterEnd(record, asked);
      still = isStill(record, asked);
      if (lost) {
        run.turns = 0;
        return afterLoss(record, asked, iss, anew);
      }
      if (!still || run.turns === MAX_TURNS || !record?.former) return record;
      run.turns++;
      still = false;
      return goneBack(record);
    });
    // The issuer is known from now on, also to a device that was never answered.
    return still
      ? { asked: { ...(now as AskedRecord), iss }, purpose: lost ? 'enrol' : 'conflict', challenge }
      : undefined;
  };

  /** Checks and stores an answer; nothing if it came too late to be of use. */
  const answered = async (
    asked: AskedRecord,
    { told, signed, mac, gateway }: Reply & { purpose: 'answer' },
    page: PageKey,
    tab: string,
  ): Promise<Exchanged | undefined> => {
    const { iss, kid, session } = told;
    const { n, pending } = asked;
    const device = asked.device.id;
    if (
      (asked.iss && asked.iss !== iss) ||
      told.n !== n + 1 ||
      (n && !equal(await hmac256(await rootMacKey(asked.root), signed), fromBase64url(mac)))
    ) {
      throw new RelockError('untrusted');
    }
    const gatewayKey = fromBase64url(told.key);
    const rid = await rootId(asked.root);
    const step = { iss, origin, device, n, rid, clientKey: pending.publicKey, gatewayKey, kid: told.stepKid };
    const root = await nextRoot(asked.root, await agree(pending, gatewayKey), step);
    const now = await update((record) =>
      afterAnswer(record, asked, { iss, kid, gateway: told.gateway, session, root }),
    );
    // Another tab may have stored the same step, and gone on from there; a record that is gone or restarted is not it.
    if (now?.device.id !== device || now.n <= n) return undefined;

    const id = fromBase64url(told.epoch);
    const seed = { id, nonce: fromBase64url(told.nonce), page: page.publicKey, origin };
    const changed = asked.gateway && asked.gateway !== told.gateway;
    return {
      epoch: { ...(await epochKeys(root, seed)), id, page, gateway, iss, origin, session, tab, count: 0 },
      state: keyState(changed ? 'gateway key changed' : told.status, 200, told),
      policy: told.policy ?? {},
      device,
    };
  };

  return {
    stop() {
      stopped = true;
    },

    async exchange(tab) {
      const run = { turns: 0 };
      let next: Next | undefined;
      let failures = 0;
      for (let messages = 0; messages < MAX_MESSAGES; messages++) {
        const { asked, purpose, challenge }: Next = next ?? (await prepare());
        next = undefined;
        const page = await makePageKey(random(32));
        const facts = { purpose, challenge, tab, page: page.publicKey, origin, folder };
        const { message, req } = await exchangeRequest(asked, facts);
        let reply: Reply;
        try {
          reply = await readReply(await send('exchange', message), req);
        } catch (cause) {
          const error = cause instanceof RelockError ? cause : new RelockError('network', 503, cause);
          if (error.status < 502 || failures++ === MAX_FAILURES) throw error;
          await delay(250 * 4 ** failures);
          continue;
        }
        if (reply.purpose === 'answer') {
          const exchanged = await answered(asked, reply, page, tab);
          if (exchanged) return exchanged;
        } else if (reply.purpose === 'challenge') {
          next = await challenged(asked, reply, run);
        } else {
          await update((record) => afterEnd(record, asked));
          if (ended) throw new RelockError('ended', 410);
          ended = true;
        }
      }
      throw new RelockError('unsettled');
    },
  };
}
