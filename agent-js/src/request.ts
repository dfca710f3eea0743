import { toBase64url } from './base64url.js';
import { labelled, utf8, type Bytes } from './bytes.js';
import { signWithDevice } from './device-key.js';
import { hmac256 } from './hkdf.js';
import type { AskedRecord } from './record.js';
import { rootId, rootMacKey } from './root.js';
import { VERSION } from './version.js';
import { sha256 } from './webcrypto.js';

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

/** A message as the `exchange` endpoint reads it; `payload`, `sig` and `mac` are base64url. */
export interface SignedMessage {
  readonly purpose: RequestPurpose;
  readonly payload: string;
  readonly sig: string;
  readonly mac: string;
}

/** A signed message and its name. */
export interface ExchangeRequest {
  /** The JSON to post. */
  readonly message: SignedMessage;
  /** `H256` of the payload in base64url: an answer must name it. */
  readonly req: string;
}

/** A message that asks for the next step of `record`. */
export async function exchangeRequest(record: AskedRecord, facts: RequestFacts): Promise<ExchangeRequest> {
  const { iss, kid, n, root, device, pending, known } = record;
  const { purpose, folder, origin, page, tab, challenge } = facts;
  const payload = utf8(
    JSON.stringify({
      v: 1,
      iss,
      kid,
      base: folder,
      origin,
      jwk: device.jwk,
      n,
      root: toBase64url(await rootId(root)),
      key: toBase64url(pending.publicKey),
      page: toBase64url(page),
      tab,
      agent: VERSION,
      // JSON leaves out what is undefined.
      challenge,
      known: (purpose === 'enrol' && !n && known) || undefined,
    }),
  );
  const bytes = labelled(`relock/1 ${purpose}`, payload);
  return {
    message: {
      purpose,
      payload: toBase64url(payload),
      sig: toBase64url(await signWithDevice(device, bytes)),
      mac: toBase64url(await hmac256(await rootMacKey(root), bytes)),
    },
    req: toBase64url(await sha256(payload)),
  };
}
