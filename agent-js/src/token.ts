import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, equal, labelled, lp, u32, type Bytes } from './bytes.js';
import type { Epoch } from './epoch.js';

const MAC_SIZE = 16;
const MIN_SIZE = 32;
const MAX_SIZE = 256;
const MAX_COUNT = 2 ** 31;

const mac = (key: Bytes, label: string, epoch: Epoch, head: Uint8Array, context: Uint8Array): Bytes =>
  hmac(
    sha512,
    key,
    labelled(label, concat(lp(epoch.iss), lp(epoch.origin), lp(epoch.session), lp(epoch.tab), lp(head), context)),
  ).slice(0, MAC_SIZE) as Bytes;

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
  const total = Math.min(Math.max(Math.trunc(size) || 0, MIN_SIZE), MAX_SIZE);
  const head = concat(epoch.id, u32(++epoch.count), random(total - 28));
  return concat(head, mac(epoch.token, 'relock/1 token', epoch, head, context));
}

/** Whether the gateway made this token in this epoch. */
export function isServerToken(epoch: Epoch, token: Uint8Array): boolean {
  const head = token.subarray(0, 16);
  const good = concat(head, mac(epoch.server, 'relock/1 server-token', epoch, head, new Uint8Array()));
  return equal(head.subarray(0, 8), epoch.id) && equal(token, good);
}
