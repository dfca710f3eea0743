import type { DeviceKey } from './device-key.js';
import type { StepKey } from './step-key.js';

/** The gateway as a device knows it. */
export interface GatewayIdentity {
  /** Issuer of the realm, `""` when not known yet. */
  readonly iss: string;
  /** Id of the gateway's signing key, `""` when none is pinned. */
  readonly kid: string;
  /** The gateway's Ed25519 key in base64url, `""` when none is pinned. */
  readonly gateway: string;
}

/** Where a device stands: what a step is asked with. */
export interface Standing {
  /** Version of {@link root}. */
  readonly n: number;
  /** `root[n]`: an HMAC-SHA-256 key, not extractable. */
  readonly root: CryptoKey;
  /** The key pair of a step that was, or may have been, asked for. */
  readonly pending?: StepKey | undefined;
}

/** What a browser keeps of one device: one record for each gateway base. */
export interface DeviceRecord extends GatewayIdentity, Standing {
  readonly device: DeviceKey;
  /**
   * Where it stood one step, or one restart, before: a gateway that lost its memory may have been told of an older message
   * since, or remember again.
   */
  readonly former?: Standing | undefined;
  /** What the device uses for all its steps: `X25519`, or `ECDH` with P-256. Both, most wanted first, before the first. */
  readonly curves: readonly string[];
  /** Hex, `""` before the first answer. */
  readonly session: string;
  /** The device key has been here before: its root was given up in a restart. */
  readonly known: boolean;
  /** How often the gateway said that it holds nothing, so that answers given before it forgot come too late. */
  readonly losses: number;
}

/** A record that a step can be asked with. */
export type AskedRecord = DeviceRecord & { readonly pending: StepKey };

const standing = ({ n, root, pending }: Standing): Standing => ({ n, root, pending });

/** Whether the store still holds what was asked with. */
export const isStill = (now: DeviceRecord | undefined, asked: AskedRecord): boolean =>
  now?.device.id === asked.device.id &&
  now.n === asked.n &&
  now.losses === asked.losses &&
  now.pending?.publicKey.join() === asked.pending.publicKey.join();

/** Before a step is asked for: a pending key that is there already is used, else the offered one. */
export const withPending = (now: DeviceRecord | undefined, offered: AskedRecord): DeviceRecord =>
  now ? (now.pending ? now : { ...now, pending: offered.pending, curves: offered.curves }) : offered;

/** After an answer: only if version and pending key are those it was asked with. */
export const afterAnswer = (
  now: DeviceRecord | undefined,
  asked: AskedRecord,
  news: GatewayIdentity & Pick<DeviceRecord, 'root' | 'session'>,
): DeviceRecord | undefined =>
  now && isStill(now, asked) ? { ...now, ...news, n: now.n + 1, pending: undefined, former: standing(now) } : now;

/**
 * After the gateway said that it holds nothing for this device. It is written before the enrolment is sent, so that an
 * enrolment whose answer is lost is asked for again as what it was.
 *
 * @param iss - issuer that the gateway named; kept where none is known yet
 * @param restart - given if the root is of no use any more: the root and pending key to start again with
 */
export const afterLoss = (
  now: DeviceRecord | undefined,
  asked: AskedRecord,
  iss: string,
  restart?: Pick<AskedRecord, 'root' | 'pending'>,
): DeviceRecord | undefined =>
  now && isStill(now, asked)
    ? {
        ...now,
        iss: now.iss || iss,
        losses: now.losses + 1,
        ...(restart && { ...restart, n: 0, known: true, former: standing(now) }),
      }
    : now;

/** Stands again where it stood before; a second time takes that back. */
export const goneBack = (now: DeviceRecord): DeviceRecord => ({ ...now, ...now.former, former: standing(now) });

/** After the gateway ended this device, or turned out to be another realm: the record goes, unless it is a newer one. */
export const afterEnd = (now: DeviceRecord | undefined, asked: AskedRecord): DeviceRecord | undefined =>
  now?.device.id === asked.device.id ? undefined : now;
