import { fromBase64url, toBase64url } from './base64url.js';
import { labelled, type Bytes } from './bytes.js';
import { RelockError } from './error.js';
import { FLAGS, type KeyState } from './event.js';
import { isHmac256 } from './hkdf.js';
import { isEd25519 } from './page-key.js';
import type { GatewayIdentity } from './record.js';
import type { GatewayReply } from './transport.js';

/** How a realm wants its keys rotated; 0 and false switch a rule off. */
export interface Policy {
  /** Seconds between rotations. */
  readonly interval: number;
  /** Tokens after which to rotate. */
  readonly tokens: number;
  /** Whether to rotate when a view changes. */
  readonly view: boolean;
  /** Seconds without user activity after which the tab session ends. */
  readonly idle: number;
}

/** The step was made and an epoch opened. */
export interface Answer extends GatewayIdentity {
  readonly purpose: 'answer';
  readonly n: number;
  /** The gateway's Ed25519 key as bytes. */
  readonly gatewayKey: Bytes;
  /** Public step key of the gateway. */
  readonly key: Bytes;
  readonly epoch: Bytes;
  readonly nonce: Bytes;
  readonly session: string;
  readonly state: KeyState;
  readonly policy: Policy;
  /** Whether this is the holder of the root asked with; false says nothing when there is no common root. */
  isMaced(key: CryptoKey): Promise<boolean>;
}

/** The gateway wants an answer to a challenge. */
export interface Challenge extends GatewayIdentity {
  readonly purpose: 'challenge';
  readonly challenge: string;
  readonly held: 'none' | 'other';
  readonly restart: boolean;
}

/** The device is over. */
export interface Ended extends GatewayIdentity {
  readonly purpose: 'ended';
}

/** Everything the `exchange` endpoint says in a signed message. */
export type Reply = Answer | Challenge | Ended;

type Json = Readonly<Record<string, unknown>>;

const PURPOSES: Readonly<Record<number, string>> = { 200: 'answer', 409: 'challenge', 410: 'ended' };

const text = (value: unknown): string => (typeof value === 'string' ? value : malformed());

/** A number of seconds or of tokens; anything else switches the rule off. */
const amount = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 0);

function malformed(): never {
  throw new RelockError('malformed');
}

/**
 * Reads an answer of the `exchange` endpoint and checks that it answers `req` and that the gateway key it names signed
 * it. Whether that key is to be believed is the caller's to judge.
 *
 * @throws RelockError `rejected`, `malformed` or `untrusted`
 */
export function readReply(reply: GatewayReply, req: string): Reply {
  const purpose = PURPOSES[reply.status];
  const envelope = (reply.json ?? {}) as Json;
  if (!purpose || envelope['purpose'] !== purpose) {
    throw new RelockError(reply.status === 200 ? 'malformed' : 'rejected', reply.status);
  }

  const payload = fromBase64url(envelope['payload']);
  const signed = labelled('relock/1 ' + purpose, payload);
  let told: Json;
  try {
    told = JSON.parse(new TextDecoder().decode(payload)) as Json;
  } catch {
    malformed();
  }
  if (told['v'] !== 1) malformed();
  const gateway = fromBase64url(told['gateway'], 32);
  if (told['req'] !== req || !isEd25519(gateway, fromBase64url(envelope['sig'], 64), signed)) {
    throw new RelockError('untrusted');
  }

  const identity = { iss: text(told['iss']), kid: text(told['kid']), gateway: toBase64url(gateway) };
  if (purpose === 'ended') return { ...identity, purpose };
  if (purpose === 'challenge') {
    const held = told['held'] === 'none' ? 'none' : 'other';
    return { ...identity, purpose, held, challenge: text(told['challenge']), restart: told['restart'] === true };
  }
  const policy = (told['policy'] ?? {}) as Json;
  return {
    ...identity,
    purpose: 'answer',
    n: told['n'] as number,
    gatewayKey: gateway,
    key: fromBase64url(told['key']),
    epoch: fromBase64url(told['epoch'], 8),
    nonce: fromBase64url(told['nonce'], 16),
    session: text(told['session']),
    state: {
      ...(Object.fromEntries(FLAGS.map((flag) => [flag, told[flag] === true])) as unknown as KeyState),
      status: text(told['status']),
      code: reply.status,
    },
    policy: {
      interval: amount(policy['interval']),
      tokens: amount(policy['tokens']),
      view: policy['view'] === true,
      idle: amount(policy['idle']),
    },
    isMaced: (key) => isHmac256(key, fromBase64url(envelope['mac'], 32), signed),
  };
}
