import fc from 'fast-check';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { b64u, labelled, rawEd25519 } from '../test/double/bytes.js';
import { readReply } from './reply.js';
import type { GatewayReply } from './transport.js';

const { privateKey } = generateKeyPairSync('ed25519');
const gateway = b64u(rawEd25519(privateKey));
const REQ = 'req';

const reply = (status: number, json: unknown): GatewayReply => ({ status, json: () => Promise.resolve(json) });

/** What a gateway would send, with some of it changed. */
function signed(purpose: string, members: object = {}, label = purpose): Record<string, unknown> {
  const payload = Buffer.from(JSON.stringify({ v: 1, req: REQ, iss: 'iss', kid: 'kid', gateway, ...members }));
  return { purpose, payload: b64u(payload), sig: b64u(sign(null, labelled(label, payload), privateKey)) };
}

const error = (code: string, status = 0): Error => expect.objectContaining({ code, status }) as Error;

test.each([
  [200, 'answer'],
  [409, 'challenge'],
  [410, 'ended'],
])('%i is read as %s', async (status, purpose) => {
  const read = await readReply(reply(status, signed(purpose)), REQ);
  expect(read.purpose).toBe(purpose);
  expect(read.told).toMatchObject({ iss: 'iss', kid: 'kid', gateway });
});

describe('refused is', () => {
  test.each([400, 401, 404, 413, 429, 500, 503])('every other status, such as %i', async (status) => {
    await expect(readReply(reply(status, {}), REQ)).rejects.toThrow(error('rejected', status));
  });

  test.each([
    [200, 'challenge'],
    [409, 'answer'],
    [410, 'challenge'],
    [409, undefined],
  ])('%i with the purpose %s', async (status, purpose) => {
    await expect(readReply(reply(status, signed(purpose!)), REQ)).rejects.toThrow(error('rejected', status));
  });

  test.each<[string, object]>([
    ['another version', { v: 2 }],
    ['no version', { v: undefined }],
    ['the answer to another request', { req: 'other' }],
    ['no gateway key', { gateway: '' }],
    ['a gateway key that did not sign', { gateway: b64u(rawEd25519(generateKeyPairSync('ed25519').privateKey)) }],
  ])('%s', async (_, change) => {
    await expect(readReply(reply(200, signed('answer', change)), REQ)).rejects.toThrow(error('untrusted'));
  });

  test('a signature made for another purpose', async () => {
    const json = signed('ended', {}, 'challenge');
    await expect(readReply(reply(410, json), REQ)).rejects.toThrow(error('untrusted'));
  });

  test('a payload that was changed after it was signed', async () => {
    const json = { ...signed('answer'), payload: signed('answer', { n: 9 })['payload'] };
    await expect(readReply(reply(200, json), REQ)).rejects.toThrow(error('untrusted'));
  });

  test('anything else that JSON can say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(200, 409, 410), fc.json(), async (status, text) => {
        await expect(readReply(reply(status, JSON.parse(text)), REQ)).rejects.toThrow();
      }),
    );
  });
});
