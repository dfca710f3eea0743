import { randomBytes, verify } from 'node:crypto';
import { ed25519, hmac, labelled, lp, sha512 } from './bytes.js';

export interface DoubleEpoch {
  readonly iss: string;
  readonly origin: string;
  readonly session: string;
  readonly tab: string;
  readonly page: Buffer;
  readonly tokenKey: Buffer;
  /** Counters that were seen. */
  readonly used: Set<number>;
}

/** What a token says it is for. */
export type DoubleContext =
  | { readonly type: 'none' }
  | { readonly type: 'request'; readonly method: string; readonly url: string; readonly body: Uint8Array }
  | { readonly type: 'login' | 'bind'; readonly parts: readonly string[] };

const TYPES = ['none', 'request', 'login', 'bind'];

const half = (bytes: Uint8Array): Buffer => sha512(bytes).subarray(0, 32);

function hashOf(context: DoubleContext): Buffer {
  if (context.type === 'none') return Buffer.alloc(32);
  if (context.type === 'request') return half(lp(context.method, context.url, half(context.body)));
  return half(lp(...context.parts));
}

/** The epochs of a {@link GatewayDouble}, and the tokens made in them. */
export class DoubleEpochs {
  readonly #epochs = new Map<string, DoubleEpoch>();

  open(id: Buffer, epoch: DoubleEpoch): void {
    this.#epochs.set(id.toString('hex'), epoch);
  }

  clear(): void {
    this.#epochs.clear();
  }

  close(token: Buffer): void {
    this.#epochs.delete(token.subarray(0, 8).toString('hex'));
  }

  get size(): number {
    return this.#epochs.size;
  }

  serverToken(id: Buffer, key: Buffer): Buffer {
    const { iss, origin, session, tab } = this.#epochs.get(id.toString('hex'))!;
    const head = Buffer.concat([id, randomBytes(8)]);
    const mac = hmac('sha512', key, labelled('server-token', lp(iss, origin, session, tab, head)));
    return Buffer.concat([head, mac.subarray(0, 16)]);
  }

  /** The HTTP status that a proof leads to, in the protocol's order of checks. */
  verify(token: Buffer, signature: Buffer, context: DoubleContext = { type: 'none' }): number {
    if (token.length < 32 || token.length > 256) return 401;
    const epoch = this.#epochs.get(token.subarray(0, 8).toString('hex'));
    if (!epoch) return 409;
    const head = token.subarray(0, -16);
    const macked = Buffer.concat([
      lp(epoch.iss, epoch.origin, epoch.session, epoch.tab, head),
      Buffer.of(TYPES.indexOf(context.type)),
      hashOf(context),
    ]);
    if (!hmac('sha512', epoch.tokenKey, labelled('token', macked)).subarray(0, 16).equals(token.subarray(-16)))
      return 401;
    if (!verify(null, token, ed25519(epoch.page), signature)) return 417;
    const counter = head.readUInt32BE(8);
    if (epoch.used.has(counter)) return 401;
    epoch.used.add(counter);
    return 200;
  }
}
