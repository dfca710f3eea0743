import { labelled, lp, type Bytes } from './bytes.js';
import { expand, hmacKey } from './hkdf.js';
import type { PageKey } from './page-key.js';
import { sha256 } from './webcrypto.js';

/** What both sides know of an epoch before its keys are derived. */
export interface EpochSeed {
  /** Drawn by the gateway, 8 bytes. */
  readonly id: Bytes;
  /** Drawn by the gateway, 16 bytes. */
  readonly nonce: Bytes;
  /** Public page key, 32 bytes. */
  readonly page: Bytes;
  readonly origin: string;
}

/** The two MAC keys of an epoch, 32 bytes each. */
export interface EpochKeys {
  /** For tokens that the agent makes. */
  readonly token: Bytes;
  /** For tokens that the gateway makes. */
  readonly server: Bytes;
}

/** An epoch as the agent holds it: in page memory only. */
export interface Epoch extends EpochKeys {
  readonly id: Bytes;
  readonly page: PageKey;
  /** The gateway's Ed25519 key at that time, 32 bytes. */
  readonly gateway: Bytes;
  readonly iss: string;
  readonly origin: string;
  /** Hex, 48 bytes. */
  readonly session: string;
  readonly tab: string;
  /** How many tokens were made. */
  count: number;
}

/** Derives the keys of an epoch from the root that its exchange led to. */
export async function epochKeys(root: CryptoKey, { id, nonce, page, origin }: EpochSeed): Promise<EpochKeys> {
  const info = labelled('relock/1 epoch', await sha256(lp(nonce, id, page, origin)));
  const key = await hmacKey(await expand(root, info));
  return { token: await expand(key, 'relock/1 token'), server: await expand(key, 'relock/1 server-token') };
}
