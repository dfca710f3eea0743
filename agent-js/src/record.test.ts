import { describe, expect, test } from 'vitest';
import { afterAnswer, afterEnd, afterLoss, goneBack, isStill, withPending, type AskedRecord } from './record.js';

const key = (name: string): CryptoKey => name as unknown as CryptoKey;
const pair = (byte: number): AskedRecord['pending'] => ({ privateKey: key('private'), publicKey: Uint8Array.of(byte) });

const record: AskedRecord = {
  device: { id: 'device', jwk: { kty: 'OKP', crv: 'Ed25519', x: '' }, privateKey: key('device') },
  iss: 'iss',
  kid: 'kid',
  gateway: 'gateway',
  n: 5,
  root: key('root 5'),
  pending: pair(5),
  curves: ['X25519'],
  session: 'session',
  known: false,
  losses: 0,
};
const news = { iss: 'iss', kid: 'kid 2', gateway: 'gateway 2', session: 'session 2', root: key('root 6') };

/** What another tab may have made of the record meanwhile. */
const moved: [string, AskedRecord | undefined][] = [
  ['is gone', undefined],
  ['is of another device', { ...record, device: { ...record.device, id: 'other' } }],
  ['has another version', { ...record, n: 6 }],
  ['has another pending key', { ...record, pending: pair(6) }],
  ['has no pending key', { ...record, pending: undefined } as unknown as AskedRecord],
  ['heard of a loss', { ...record, losses: 1 }],
];

describe.each(moved)('a store whose record %s', (_, now) => {
  test('has moved on, so that nothing of an answer is stored and no restart begins', () => {
    expect(isStill(now, record)).toBe(false);
    expect(afterAnswer(now, record, news)).toBe(now);
    expect(afterLoss(now, record, 'iss', { root: key('root 0'), pending: pair(0) })).toBe(now);
  });
});

describe('a pending key', () => {
  test('is used by all tabs, once one has written it', () => {
    expect(withPending(record, { ...record, pending: pair(9) })).toBe(record);
  });

  test('is written if there is none', () => {
    const now = withPending({ ...record, pending: undefined }, { ...record, pending: pair(9), curves: ['ECDH'] });
    expect(now).toMatchObject({ n: 5, pending: pair(9), curves: ['ECDH'] });
  });

  test('comes with a whole record if there is none', () => {
    expect(withPending(undefined, record)).toBe(record);
  });
});

test('an answer moves on by one, and keeps where the device stood', () => {
  expect(afterAnswer(record, record, news)).toEqual({
    ...record,
    ...news,
    n: 6,
    pending: undefined,
    former: { n: 5, root: record.root, pending: record.pending },
  });
});

describe('a loss', () => {
  test('keeps root and pending key, so that a sealed state can be resumed', () => {
    expect(afterLoss(record, record, 'iss')).toEqual({ ...record, losses: 1 });
  });

  test('names the issuer where none was known', () => {
    expect(afterLoss({ ...record, iss: '' }, { ...record, iss: '' }, 'new')?.iss).toBe('new');
    expect(afterLoss(record, record, 'new')?.iss).toBe('iss');
  });

  test('that asks for a restart begins at 0 with the same device key, known to have been here', () => {
    const restart = { root: key('root 0'), pending: pair(0) };
    const now = afterLoss(record, record, 'iss', restart);
    expect(now).toMatchObject({ device: record.device, n: 0, known: true, losses: 1, ...restart });
    expect(now?.former).toEqual({ n: 5, root: record.root, pending: record.pending });
  });
});

test('going back twice leads to where it began', () => {
  const restarted = afterLoss(record, record, 'iss', { root: key('root 0'), pending: pair(0) });
  if (!restarted) throw new Error();
  const back = goneBack(restarted);
  expect(back).toMatchObject({ n: 5, root: record.root, pending: record.pending });
  expect(goneBack(back)).toEqual(restarted);
});

test('an end removes the device that ended, and no other', () => {
  expect(afterEnd({ ...record, n: 9 }, record)).toBeUndefined();
  const other = { ...record, device: { ...record.device, id: 'other' } };
  expect(afterEnd(other, record)).toBe(other);
  expect(afterEnd(undefined, record)).toBeUndefined();
});
