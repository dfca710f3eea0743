import { concat, labelled, lp, u64, type Bytes } from './bytes.js';
import { expand, hkdf, hmacKey } from './hkdf.js';
import { sha256 } from './webcrypto.js';

/** The root that every device starts from: 32 zero bytes, as a key. */
export const firstRoot = (): Promise<CryptoKey> => hmacKey(new Uint8Array(32));

/** Names a root without telling it, 16 bytes. */
export const rootId = (root: CryptoKey): Promise<Bytes> => expand(root, 'relock/1 root-id', 16);

/** The key that MACs messages under a root. */
export const rootMacKey = async (root: CryptoKey): Promise<CryptoKey> => hmacKey(await expand(root, 'relock/1 mac'));

/** One step of the ratchet, as both sides see it. */
export interface Step {
  /** Issuer of the realm. */
  readonly iss: string;
  /** Origin of the page. */
  readonly origin: string;
  /** `device_id` */
  readonly device: string;
  /** Version of the root that the step starts from. */
  readonly n: number;
  /** {@link rootId} of that root. */
  readonly rid: Bytes;
  /** Public step keys: 32 bytes (X25519) or 65 (P-256). */
  readonly clientKey: Bytes;
  readonly gatewayKey: Bytes;
  /** The gateway key that was active when the step was first made. */
  readonly kid: string;
}

/** The bytes that a step's new root depends on. */
export const stepTranscript = ({ iss, origin, device, n, rid, clientKey, gatewayKey, kid }: Step): Bytes =>
  concat(lp('relock/1 step', iss, origin, device), u64(n), lp(rid, clientKey, gatewayKey, kid));

/** `root[n+1]` as bytes; only tests and vectors should want it. */
export const insecureNextRootBytes = async (root: CryptoKey, secret: Bytes, step: Step): Promise<Bytes> =>
  hkdf(root, secret, labelled('relock/1 root', await sha256(stepTranscript(step))));

/**
 * `root[n+1]`, not extractable.
 *
 * @param root - `root[n]`
 * @param secret - what the Diffie-Hellman of both step keys gave, 32 bytes
 */
export const nextRoot = async (root: CryptoKey, secret: Bytes, step: Step): Promise<CryptoKey> =>
  hmacKey(await insecureNextRootBytes(root, secret, step));
