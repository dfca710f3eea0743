import { concat, equal, labelled, lp, u32, type Bytes } from './bytes.js';
import type { Epoch } from './epoch.js';
import { hmac512 } from './sha512.js';

const MAX_COUNT = 2 ** 31;

const withMac = (
  key: Bytes,
  label: string,
  { iss, origin, session, tab }: Epoch,
  head: Uint8Array,
  ...context: Uint8Array[]
): Bytes =>
  concat(head, hmac512(key, labelled(label, concat(lp(iss, origin, session, tab, head), ...context))).subarray(0, 16));

/**
 * Makes the epoch's next token; each is good once.
 *
 * @param size - bytes; below 32 gives 32, above 256 gives 256
 * @param context - what {@link contextBytes} made
 * @param random - gives that many random bytes
 * @returns nothing when the epoch has made all the tokens it may
 */
export function makeToken(
  epoch: Epoch,
  size: number,
  context: Uint8Array,
  random: (length: number) => Bytes,
): Bytes | undefined {
  if (epoch.count >= MAX_COUNT) return undefined;
  const length = Math.min(Math.max(size | 0, 32), 256) - 28;
  const head = concat(epoch.id, u32(++epoch.count), random(length));
  return withMac(epoch.token, 'relock/1 token', epoch, head, context);
}

/** Whether the gateway made this token in this epoch. */
export const isServerToken = (epoch: Epoch, token: Uint8Array): boolean =>
  equal(token.subarray(0, 8), epoch.id) &&
  equal(token, withMac(epoch.server, 'relock/1 server-token', epoch, token.subarray(0, 16)));
