import { toBase64url } from './base64url.js';
import { labelled, utf8, type Bytes } from './bytes.js';
import { signWithDevice } from './device-key.js';
import { sha256 } from './digest.js';
import { hmac256 } from './hkdf.js';
import type { AskedRecord } from './record.js';
import { rootId, rootMacKey } from './root.js';
import { VERSION } from './version.js';

/** What a message to the gateway is for. */
export type RequestPurpose = 'step' | 'enrol' | 'conflict';

/** What a message says besides what the device's record holds. */
export interface RequestFacts {
  readonly purpose: RequestPurpose;
  /** Folder under which the browser reaches the gateway. */
  readonly folder: string;
  readonly origin: string;
  /** Public page key of the epoch to be opened. */
  readonly page: Bytes;
  readonly tab: string;
  /** The challenge that is answered, base64url. */
  readonly challenge?: string | undefined;
}

/** A signed message. */
export interface ExchangeRequest {
  /** The JSON to post. */
  readonly body: string;
  /** `H256` of the payload in base64url: an answer must name it. */
  readonly req: string;
}

/** Signs and MACs payload bytes for the `exchange` endpoint. */
export async function sealRequest(record: AskedRecord, purpose: RequestPurpose, payload: Bytes): Promise<ExchangeRequest> {
  const bytes = labelled('relock/1 ' + purpose, payload);
  return {
    body: JSON.stringify({
      purpose,
      payload: toBase64url(payload),
      sig: toBase64url(await signWithDevice(record.device, bytes)),
      mac: toBase64url(await hmac256(await rootMacKey(record.root), bytes)),
    }),
    req: toBase64url(await sha256(payload)),
  };
}

/** A message that asks for the next step of `record`. */
export const exchangeRequest = async (record: AskedRecord, facts: RequestFacts): Promise<ExchangeRequest> =>
  sealRequest(
    record,
    facts.purpose,
    utf8(
      JSON.stringify({
        v: 1,
        iss: record.iss,
        kid: record.kid,
        base: facts.folder,
        origin: facts.origin,
        jwk: record.device.jwk,
        n: record.n,
        root: toBase64url(await rootId(record.root)),
        key: toBase64url(record.pending.publicKey),
        page: toBase64url(facts.page),
        tab: facts.tab,
        agent: VERSION,
        // JSON leaves out what is undefined.
        challenge: facts.challenge,
        known: (facts.purpose === 'enrol' && record.n === 0 && record.known) || undefined,
      }),
    ),
  );
