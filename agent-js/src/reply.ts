import { fromBase64url } from './base64url.js';
import { labelled, type Bytes } from './bytes.js';
import { RelockError } from './error.js';
import { verifies } from './page-key.js';
import type { GatewayIdentity } from './record.js';
import type { GatewayReply } from './transport.js';

/** How a realm wants its keys rotated; 0, false and absence switch a rule off. */
export interface Policy {
  /** Seconds between rotations. */
  readonly interval?: number;
  /** Tokens after which to rotate. */
  readonly tokens?: number;
  /** Whether to rotate when a view changes. */
  readonly view?: boolean;
  /** Seconds without user activity after which the tab session ends. */
  readonly idle?: number;
  /** Milliseconds that a login form may wait for the agent. */
  readonly formWait?: number;
}

/** What the gateway signed, by its member names; bytes are base64url. */
interface Told extends GatewayIdentity, Readonly<Record<string, unknown>> {
  readonly v: number;
  readonly req: string;
}

/** The step was made and an epoch opened. The 8 event fields are among the members. */
export interface Answer extends Told {
  readonly n: number;
  /** Public step key of the gateway. */
  readonly key: string;
  /** Id of the gateway key that was active when this step was first made: the one in its transcript. */
  readonly stepKid: string;
  readonly epoch: string;
  readonly nonce: string;
  readonly session: string;
  readonly status: string;
  readonly policy?: Policy;
}

/** The gateway wants an answer to a challenge. */
export interface Challenge extends Told {
  readonly challenge: string;
  readonly held: 'none' | 'other';
  readonly restart: boolean;
}

/** What the `exchange` endpoint said in a signed message. */
export type Reply = { readonly signed: Bytes; readonly mac: unknown; readonly gateway: Bytes } & (
  | { readonly purpose: 'answer'; readonly told: Answer }
  | { readonly purpose: 'challenge'; readonly told: Challenge }
  | { readonly purpose: 'ended'; readonly told: Told }
);

const PURPOSES: Readonly<Record<number, string>> = { 200: 'answer', 409: 'challenge', 410: 'ended' };

/**
 * Reads an answer of the `exchange` endpoint and checks that it answers `req` and is signed by the gateway key that it
 * names. Whether that key is to be believed is the caller's to judge. What was signed for us in this form needs no
 * further looking at.
 *
 * @throws RelockError `rejected`, `malformed` or `untrusted`
 */
export async function readReply(reply: GatewayReply, req: string): Promise<Reply> {
  const { status } = reply;
  if (!PURPOSES[status]) throw new RelockError('rejected', status);
  const envelope = (await reply.json()) as Readonly<Record<string, unknown>>;
  const { purpose, mac } = envelope;
  if (purpose !== PURPOSES[status]) throw new RelockError('rejected', status);
  const payload = fromBase64url(envelope['payload']);
  const signed = labelled(`relock/1 ${purpose}`, payload);
  const told = JSON.parse(new TextDecoder().decode(payload)) as Told;
  const gateway = fromBase64url(told.gateway);
  if (told.v !== 1 || told.req !== req || !(await verifies(gateway, fromBase64url(envelope['sig']), signed))) {
    throw new RelockError('untrusted');
  }
  return { purpose, signed, mac, gateway, told } as Reply;
}
