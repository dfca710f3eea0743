import { beforeEach, expect, test, vi } from 'vitest';
import { grantFetch, type GrantingAgent } from './grant.js';
import { withHex, type HexBytes } from './hex.js';

const ENDPOINT = 'https://sso.example.org/realms/r/protocol/openid-connect/token';

/** An agent whose tokens are one byte: how many it has made in this epoch. */
class FakeAgent {
  readonly ready = Promise.resolve({ valid: true });
  readonly xsid = 'session';
  hasKey = true;
  readonly contexts: unknown[] = [];
  readonly rekey = vi.fn(() => {
    this.hasKey = true;
    return Promise.resolve({ valid: true });
  });
  token(_: number, context?: unknown): HexBytes {
    if (context) this.contexts.push(context);
    return withHex(this.hasKey ? Uint8Array.of(this.contexts.length) : new Uint8Array());
  }
  sign(): HexBytes {
    return withHex(Uint8Array.of(255));
  }
}

let agent: FakeAgent;
let sent: URLSearchParams[];
let answers: Response[];
let fetch: typeof globalThis.fetch;

beforeEach(() => {
  agent = new FakeAgent();
  sent = [];
  answers = [];
  fetch = grantFetch(agent as unknown as GrantingAgent, ENDPOINT, async (request) => {
    sent.push(new URLSearchParams(await (request as Request).text()));
    return answers.shift() ?? new Response('{}');
  });
});

const refused = (reason: string): Response =>
  Response.json({ error: 'invalid_grant', error_description: `Relock error="${reason}"` }, { status: 400 });
const post = (fields: Record<string, string>, url = ENDPOINT): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields) });

test.each([
  [{ grant_type: 'authorization_code', code: 'c' }, 'c'],
  [{ grant_type: 'refresh_token', refresh_token: 'r' }, 'r'],
])('binds the proof of %o to the endpoint and to what is shown', async (fields, shown) => {
  await post(fields);
  expect(Object.fromEntries(sent[0]!)).toEqual({
    ...fields,
    'X-Key-Token': '01',
    'X-Key-Signature': 'ff',
    'X-Key-Session': 'session',
  });
  expect(agent.contexts).toEqual([{ method: 'POST', url: ENDPOINT, body: shown }]);
});

test('leaves other requests as they are', async () => {
  await post({ grant_type: 'client_credentials' });
  await post({ grant_type: 'refresh_token', refresh_token: 'r' }, ENDPOINT + '/revoke');
  await fetch(ENDPOINT);
  expect(sent.map((fields) => fields.has('X-Key-Token'))).toEqual([false, false, false]);
});

test('makes a key first where there is none', async () => {
  agent.hasKey = false;
  await post({ grant_type: 'authorization_code', code: 'c' });
  expect(sent[0]!.has('X-Key-Token')).toBe(true);
  expect(agent.rekey).toHaveBeenCalledOnce();
});

test.each(['409 epoch_unknown', '404 session_unknown'])('refreshes once more after %s', async (reason) => {
  answers = [refused(reason), refused(reason)];
  const response = await post({ grant_type: 'refresh_token', refresh_token: 'r' });
  expect(response.status).toBe(400);
  expect(sent.map((fields) => fields.get('X-Key-Token'))).toEqual(['01', '02']);
  expect(agent.rekey).toHaveBeenCalledOnce();
});

test('neither shows a code twice nor asks again after another refusal', async () => {
  answers = [refused('409 epoch_unknown'), refused('401 user'), new Response('no JSON', { status: 400 })];
  await post({ grant_type: 'authorization_code', code: 'c' });
  await post({ grant_type: 'refresh_token', refresh_token: 'r' });
  await post({ grant_type: 'refresh_token', refresh_token: 'r' });
  expect(sent).toHaveLength(3);
  expect(agent.rekey).not.toHaveBeenCalled();
});
