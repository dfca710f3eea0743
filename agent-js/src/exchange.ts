import type { Bytes } from './bytes.js';
import { makeDeviceKey } from './device-key.js';
import { epochKeys, type Epoch } from './epoch.js';
import { RelockError } from './error.js';
import type { KeyState } from './event.js';
import { makePageKey, type PageKey } from './page-key.js';
import { afterAnswer, afterEnd, afterLoss, isStill, withPending } from './record.js';
import type { AskedRecord, DeviceRecord } from './record.js';
import { readReply, type Answer, type Challenge, type Policy, type Reply } from './reply.js';
import { exchangeRequest, type RequestFacts } from './request.js';
import { firstRoot, nextRoot, rootId, rootMacKey } from './root.js';
import { agree, curveOf, makeStepKey, type StepCurve } from './step-key.js';
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

/** Messages that one exchange sends at most; honest races need four. */
const MAX_MESSAGES = 8;
/** Times that an exchange asks again after no answer, or a status that says "later". */
const MAX_FAILURES = 2;

/** The key exchange of one page with one gateway. */
export class ExchangeClient {
  readonly #world: ExchangeWorld;
  #stopped = false;
  #ended = false;

  constructor(world: ExchangeWorld) {
    this.#world = world;
  }

  /** Lets exchanges under way come to nothing, for good. */
  stop(): void {
    this.#stopped = true;
  }

  /**
   * Makes the next step of this browser's device, which is made if there is none, and opens an epoch.
   *
   * @param tab - label of the tab
   * @throws RelockError
   */
  async exchange(tab: string): Promise<Exchanged> {
    let next: Next | undefined;
    let failures = 0;
    for (let messages = 0; messages < MAX_MESSAGES; messages++) {
      const { asked, purpose, challenge }: Next = next ?? { asked: await this.#asked(), purpose: 'step' };
      next = undefined;
      const page = makePageKey(this.#world.random(32));
      let reply: Reply;
      try {
        reply = await this.#ask(asked, { purpose, challenge, tab, page: page.publicKey });
      } catch (error) {
        const { code, status } = error as RelockError;
        if ((code !== 'network' && status < 502) || failures++ >= MAX_FAILURES) throw error;
        await this.#world.delay(250 * 4 ** failures);
        continue;
      }
      if (reply.purpose === 'answer') {
        const opened = await this.#answered(asked, reply, page, tab);
        if (opened) return opened;
      } else if (reply.purpose === 'challenge') {
        next = await this.#challenged(asked, reply);
      } else {
        await this.#update((record) => afterEnd(record, asked));
        if (this.#ended) throw new RelockError('ended', 410);
        this.#ended = true;
      }
    }
    throw new RelockError('unsettled');
  }

  /** What to ask with; its pending key is durably written. */
  async #asked(): Promise<AskedRecord> {
    const now = await this.#update((record) => record);
    if (now?.pending) return now as AskedRecord;
    const offered = now ? { ...now, ...(await makePending(now.curve)) } : await makeRecord();
    return (await this.#update((record) => withPending(record, offered))) as AskedRecord;
  }

  async #ask(asked: AskedRecord, facts: Omit<RequestFacts, 'origin' | 'folder'>): Promise<Reply> {
    const { base, origin, send } = this.#world;
    const request = await exchangeRequest(asked, { ...facts, origin, folder: new URL(base).pathname });
    return readReply(await send('exchange', { body: request.body }), request.req);
  }

  /** What to answer a challenge with; nothing if the store has moved on, for then there is nothing to answer. */
  async #challenged(asked: AskedRecord, reply: Challenge): Promise<Next | undefined> {
    const { iss, held, challenge } = reply;
    if (asked.iss && asked.iss !== iss) {
      // Another realm than the one this device is known to.
      await this.#update((record) => afterEnd(record, asked));
      return undefined;
    }
    const restart =
      held === 'none' && reply.restart && asked.n > 0
        ? { ...(await makePending(asked.curve)), root: await firstRoot() }
        : undefined;
    let still = false;
    const now = await this.#update((record) => {
      still = isStill(record, asked);
      return held === 'none' ? afterLoss(record, asked, iss, restart) : record;
    });
    if (!still) return undefined;
    return { asked: now as AskedRecord, purpose: held === 'none' ? 'enrol' : 'conflict', challenge };
  }

  /** Checks and stores an answer; nothing if it came too late to be of use. */
  async #answered(asked: AskedRecord, reply: Answer, page: PageKey, tab: string): Promise<Exchanged | undefined> {
    const { iss, kid, gateway, session } = reply;
    if (
      (asked.iss && asked.iss !== iss) ||
      reply.n !== asked.n + 1 ||
      (asked.n > 0 && !(await reply.isMaced(await rootMacKey(asked.root))))
    ) {
      throw new RelockError('untrusted');
    }
    const { origin } = this.#world;
    const root = await nextRoot(asked.root, await agree(asked.pending, reply.key), {
      iss,
      origin,
      kid,
      device: asked.device.id,
      n: asked.n,
      rid: await rootId(asked.root),
      clientKey: asked.pending.publicKey,
      gatewayKey: reply.key,
    });
    const now = await this.#update((record) => afterAnswer(record, asked, { iss, kid, gateway, session, root }));
    // Another tab may have stored the same step, and gone on from there; but a record that is gone or restarted is not it.
    if (now?.device.id !== asked.device.id || now.n <= asked.n) return undefined;
    const keys = await epochKeys(root, { id: reply.epoch, nonce: reply.nonce, page: page.publicKey, origin });
    const changed = asked.gateway && asked.gateway !== gateway;
    return {
      epoch: { ...keys, id: reply.epoch, page, gateway: reply.gatewayKey, iss, origin, session, tab, count: 0 },
      state: changed ? { ...reply.state, status: 'gateway key changed' } : reply.state,
      policy: reply.policy,
      device: asked.device.id,
    };
  }

  /** As the store does, but nothing is read or written any more once this client was stopped. */
  async #update(change: RecordChange): Promise<DeviceRecord | undefined> {
    const now = await this.#world.store.update(this.#world.base, (record) => (this.#stopped ? record : change(record)));
    if (this.#stopped) throw new RelockError('stopped');
    return now;
  }
}

/** What is asked next. */
interface Next extends Pick<RequestFacts, 'purpose' | 'challenge'> {
  readonly asked: AskedRecord;
}

async function makePending(curve?: StepCurve): Promise<Pick<AskedRecord, 'pending' | 'curve'>> {
  const pending = await makeStepKey(curve);
  return { pending, curve: curveOf(pending) };
}

const makeRecord = async (): Promise<AskedRecord> => ({
  ...(await makePending()),
  device: await makeDeviceKey(),
  iss: '',
  kid: '',
  gateway: '',
  n: 0,
  root: await firstRoot(),
  session: '',
  known: false,
  losses: 0,
});
