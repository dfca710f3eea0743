import { generateKeyPairSync, randomBytes, sign, timingSafeEqual, type KeyObject } from 'node:crypto';
import { b64u, expand, fromB64u, hmac, isSigned, labelled, lp, rawEd25519, sha256, u64 } from './bytes.js';
import { DoubleEpochs, type DoubleEpoch } from './epochs.js';
import { gatewayStep, macKey, nextRoot, rootId } from './step.js';

/** An answer as HTTP would carry it. */
export interface DoubleReply {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

interface Entry {
  readonly n: number;
  readonly root: Buffer;
  readonly last: {
    readonly rid: Buffer;
    readonly mac: Buffer;
    readonly clientKey: Buffer;
    readonly gatewayKey: Buffer;
    readonly kid: string;
  };
}

interface Payload extends Record<string, unknown> {
  readonly n: number;
  readonly iss: string;
  readonly origin: string;
  readonly tab: string;
  readonly jwk: Record<string, string>;
}

interface Message {
  readonly purpose: string;
  readonly bytes: Buffer;
  readonly signed: Buffer;
  readonly mac: Buffer;
  readonly payload: Payload;
  readonly device: string;
}

/**
 * A gateway in memory, written from docs/protocol.md: a test double, for tests of the agent alone. It holds no owners and
 * has one realm; what the real one is asked for beyond the protocol, it does not know.
 */
export class GatewayDouble {
  readonly iss: string;
  readonly epochs = new DoubleEpochs();
  /** What a sealed cookie would carry; survives {@link forget}. */
  readonly sealed = new Map<string, Entry>();
  readonly entries = new Map<string, Entry>();
  readonly tombstones = new Map<string, string>();
  /** Purposes of the messages that came, and of the answers. */
  readonly log: string[] = [];
  policy: Record<string, unknown> = { interval: 0, tokens: 0, view: true, idle: 0, formWait: 500 };
  owner = false;
  kid = 'key-1';
  key: KeyObject = generateKeyPairSync('ed25519').privateKey;
  readonly #challengeKey = randomBytes(32);

  constructor(iss = 'https://sso.example.org/realms/test') {
    this.iss = iss;
  }

  /** A new gateway key takes over. */
  rotateKey(): void {
    this.kid = `key-${Number(this.kid.slice(4)) + 1}`;
    this.key = generateKeyPairSync('ed25519').privateKey;
  }

  /** All caches are lost; with `sealed` false, the sealed cookies cannot be opened any more either. */
  forget(sealed = true): void {
    this.entries.clear();
    this.epochs.clear();
    if (!sealed) this.sealed.clear();
  }

  /** `POST exchange` */
  exchange(body: string): DoubleReply {
    const message = this.#read(JSON.parse(body) as Record<string, string>);
    if (!message) return { status: 401, json: { status_code: 401, message: 'signature' } };
    const reply = this.#decide(message);
    this.log.push(`${message.purpose} ${message.payload.n} → ${String(reply.json['purpose'])}`);
    return reply;
  }

  #decide(message: Message): DoubleReply {
    const { device, payload, purpose } = message;
    const reason = this.tombstones.get(device);
    if (reason) return this.#say(410, message, { reason });
    const entry = this.entries.get(device);
    if (entry) {
      const ours = payload.iss === this.iss || (payload.iss === '' && payload.n === 0 && purpose === 'step');
      const step = ours ? this.#fit(entry, message) : undefined;
      if (step) return this.#answer(message, step, false);
      if (purpose === 'conflict' && ours && this.#isGoodChallenge(message, rootId(entry.root))) {
        this.tombstones.set(device, 'collision');
        return this.#say(410, message, { reason: 'collision' });
      }
      return this.#challenge(message, 'other', false);
    }
    const sealed = this.sealed.get(device);
    const resumed = sealed && this.#fit(sealed, message);
    const restart = payload.n > 0 && !resumed;
    if (purpose !== 'enrol' || restart || !this.#isGoodChallenge(message))
      return this.#challenge(message, 'none', restart);
    if (resumed && payload.n > 0) return this.#answer(message, resumed, true);
    return this.#answer(message, this.#move(Buffer.alloc(32), message), true);
  }

  /** The entry that the message leads to; nothing if it does not fit. */
  #fit(entry: Entry, message: Message): Entry | undefined {
    const { n, root, key } = message.payload;
    const rid = fromB64u(root);
    if (n === entry.n && rid.equals(rootId(entry.root)) && isMac(macKey(entry.root), message)) {
      return this.#move(entry.root, message);
    }
    const { last } = entry;
    const repeats = n === entry.n - 1 && rid.equals(last.rid) && fromB64u(key).equals(last.clientKey);
    return repeats && isMac(last.mac, message) ? entry : undefined;
  }

  #move(root: Buffer, { payload, device }: Message): Entry {
    const { n, origin } = payload;
    const clientKey = fromB64u(payload['key']);
    const { publicKey: gatewayKey, secret } = gatewayStep(clientKey);
    const { iss, kid } = this;
    return {
      n: n + 1,
      root: nextRoot(root, secret, { iss, origin, device, n, clientKey, gatewayKey, kid }),
      last: { rid: rootId(root), mac: macKey(root), clientKey, gatewayKey, kid },
    };
  }

  #answer(message: Message, entry: Entry, created: boolean): DoubleReply {
    const { device, payload } = message;
    this.entries.set(device, entry);
    const state = created && (payload['known'] === true || this.sealed.has(device));
    this.sealed.set(device, entry);
    const [id, nonce] = [randomBytes(8), randomBytes(16)];
    const page = fromB64u(payload['page']);
    const key = expand(entry.root, labelled('epoch', sha256(lp(nonce, id, page, payload.origin))));
    const epoch: DoubleEpoch = {
      iss: this.iss,
      origin: payload.origin,
      session: Buffer.concat([fromB64u(device), randomBytes(16)]).toString('hex'),
      tab: payload.tab,
      page,
      tokenKey: expand(key, 'relock/1 token'),
      used: new Set(),
    };
    this.epochs.open(id, epoch);
    const told = {
      n: entry.n,
      key: b64u(entry.last.gatewayKey),
      stepKid: entry.last.kid,
      epoch: b64u(id),
      nonce: b64u(nonce),
      session: epoch.session,
      fresh: created && payload.n === 0 && !state,
      valid: true,
      state: state && payload.n === 0,
      owner: this.owner,
      network: false,
      authenticated: false,
      status: created ? 'enrolled' : 'rotated',
      code: 200,
      time: Math.floor(Date.now() / 1000),
      policy: this.policy,
    };
    const server = this.epochs.serverToken(id, expand(key, 'relock/1 server-token'));
    return this.#say(200, message, told, {
      mac: (signed) => b64u(hmac('sha256', entry.last.mac, signed)),
      more: {
        'X-Key-Token': server.toString('hex'),
        'X-Key-Signature': sign(null, labelled('server-token', server), this.key).toString('hex'),
      },
    });
  }

  #challenge(message: Message, held: 'none' | 'other', restart: boolean): DoubleReply {
    const entry = this.entries.get(message.device);
    const fresh = Buffer.concat([randomBytes(16), u64(Math.floor(Date.now() / 1000))]);
    const mac = this.#challengeMac(message, fresh, entry ? rootId(entry.root) : Buffer.alloc(0));
    return this.#say(409, message, { challenge: b64u(Buffer.concat([fresh, mac])), held, restart });
  }

  #challengeMac({ device, payload }: Message, fresh: Buffer, rid: Buffer): Buffer {
    return hmac('sha256', this.#challengeKey, Buffer.concat([lp(this.iss, payload.origin, device, rid), fresh]));
  }

  #isGoodChallenge(message: Message, rid: Buffer = Buffer.alloc(0)): boolean {
    const challenge = fromB64u(message.payload['challenge'] ?? '');
    return challenge.subarray(24).equals(this.#challengeMac(message, challenge.subarray(0, 24), rid));
  }

  #say(
    status: 200 | 409 | 410,
    { bytes }: Message,
    members: object,
    extra: { mac?: (signed: Buffer) => string; more?: object } = {},
  ): DoubleReply {
    const purpose = { 200: 'answer', 409: 'challenge', 410: 'ended' }[status];
    const { iss, kid } = this;
    const gateway = b64u(rawEd25519(this.key));
    const payload = Buffer.from(JSON.stringify({ v: 1, req: b64u(sha256(bytes)), iss, kid, gateway, ...members }));
    const signed = labelled(purpose, payload);
    return {
      status,
      json: {
        status_code: status,
        message: purpose,
        purpose,
        payload: b64u(payload),
        sig: b64u(sign(null, signed, this.key)),
        mac: extra.mac?.(signed),
        ...extra.more,
      },
    };
  }

  #read({ purpose, payload, sig, mac }: Record<string, string>): Message | undefined {
    const bytes = fromB64u(payload);
    const told = JSON.parse(bytes.toString()) as Payload;
    const { crv, kty, x, y } = told.jwk;
    const device = b64u(sha256(Buffer.from(JSON.stringify({ crv, kty, x, ...(y && { y }) }))));
    const signed = labelled(purpose ?? '', bytes);
    if (told['v'] !== 1 || !purpose || !isSigned(told.jwk, signed, fromB64u(sig))) return undefined;
    return { purpose, bytes, signed, mac: fromB64u(mac), payload: told, device };
  }
}

const isMac = (key: Buffer, { signed, mac }: Message): boolean => {
  const right = hmac('sha256', key, signed);
  return mac.length === right.length && timingSafeEqual(mac, right);
};
