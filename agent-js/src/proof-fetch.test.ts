import { beforeEach, describe, expect, test, vi } from 'vitest';
import { proofFetch } from './proof-fetch.js';
import type { TabSession } from './session.js';

const ORIGIN = 'https://app.example.org';

/** A session that counts its proofs. */
class FakeSession {
  epoch: object | undefined = {};
  valid = true;
  readonly proof = vi.fn<TabSession['proof']>(() =>
    this.epoch ? { 'X-Key-Token': `t${++this.#made}`, 'X-Key-Signature': 's', 'X-Key-Session': 'x' } : undefined,
  );
  readonly rekey = vi.fn(() => {
    if (this.valid) this.epoch = {};
    return Promise.resolve({ valid: this.valid });
  });
  #made = 0;
}

let session: FakeSession;
let answers: Response[];
let sent: Request[];
let proved: typeof globalThis.fetch;

beforeEach(() => {
  session = new FakeSession();
  answers = [];
  sent = [];
  const fetch = vi.fn((input: RequestInfo | URL) => {
    sent.push(input as Request);
    return Promise.resolve(answers.shift() ?? new Response('ok'));
  });
  proved = proofFetch(session as unknown as TabSession, [ORIGIN, 'https://api.example.org'], fetch);
});

const tokens = (): (string | null)[] => sent.map(({ headers }) => headers.get('X-Key-Token'));

test('adds the three headers, bound to method, URL and body', async () => {
  await proved(`${ORIGIN}/orders?a=1#top`, { method: 'post', body: 'hello', headers: { Accept: 'text/plain' } });
  const [request] = sent;
  expect(Object.fromEntries(request!.headers)).toMatchObject({
    accept: 'text/plain',
    'content-type': 'text/plain;charset=UTF-8',
    'x-key-session': 'x',
    'x-key-signature': 's',
    'x-key-token': 't1',
  });
  const context = session.proof.mock.calls[0]![0] as { method: string; url: URL; body: ArrayBuffer };
  expect(context.method).toBe('POST');
  expect(context.url.href).toBe(`${ORIGIN}/orders?a=1#top`);
  expect(new TextDecoder().decode(context.body)).toBe('hello');
  expect(await request!.text()).toBe('hello');
});

test.each<[string, BodyInit]>([
  ['form data', Object.assign(new FormData(), {})],
  ['a blob', new Blob(['hello'], { type: 'text/x' })],
  ['search parameters', new URLSearchParams({ a: '1' })],
  ['nothing but an empty text', ''],
])('takes a body of %s, and sends the bytes that the proof is bound to', async (_, body) => {
  await proved(`${ORIGIN}/`, { method: 'POST', body });
  const bound = (session.proof.mock.calls[0]![0] as { body: ArrayBuffer }).body;
  expect(Buffer.from(await sent[0]!.arrayBuffer())).toEqual(Buffer.from(bound));
  const type = new Request(ORIGIN, { method: 'POST', body }).headers.get('Content-Type');
  const withoutBoundary = (value: string | null | undefined): string | undefined => value?.replace(/-\d+$/, '');
  expect(withoutBoundary(sent[0]!.headers.get('Content-Type'))).toBe(withoutBoundary(type));
});

test('takes a Request, and leaves what it says', async () => {
  const input = new Request(`${ORIGIN}/a`, { method: 'PUT', body: 'x', credentials: 'omit', redirect: 'manual' });
  await proved(input);
  expect(sent[0]).toMatchObject({ method: 'PUT', credentials: 'omit', redirect: 'manual' });
});

describe('a foreign site', () => {
  test.each(['https://example.org/', 'https://app.example.org:8443/', 'http://app.example.org/'])(
    'gets no proof: %s',
    async (url) => {
      await proved(url, { method: 'POST', body: 'x' });
      expect(tokens()).toEqual([null]);
      expect(session.proof).not.toHaveBeenCalled();
    },
  );

  test('gets none by a redirect either, unless the caller asks for that', async () => {
    await proved(`${ORIGIN}/a`);
    await proved(`${ORIGIN}/a`, { redirect: 'follow' });
    expect(sent.map(({ redirect }) => redirect)).toEqual(['error', 'follow']);
  });

  test('that the page has listed gets one', async () => {
    await proved('https://api.example.org/a');
    expect(tokens()).toEqual(['t1']);
  });
});

describe('a second try with a fresh key', () => {
  const wants = (status: number, challenge?: string): Response =>
    new Response('', { status, ...(challenge && { headers: { 'WWW-Authenticate': challenge } }) });

  test.each([
    ['409', wants(409)],
    ['401 that names 409', wants(401, 'Relock error="409 rotate"')],
    ['401 that names 404', wants(401, 'Relock error="404"')],
    ['401 that names 409 beside another scheme', wants(401, 'Bearer realm="a", Relock realm="b", error="409"')],
  ])('follows a %s, once', async (_, answer) => {
    answers = [answer.clone(), answer.clone()];
    const response = await proved(`${ORIGIN}/a`, { method: 'POST', body: 'x' });
    expect(response.status).toBe(answer.status);
    expect(session.rekey).toHaveBeenCalledTimes(1);
    expect(tokens()).toEqual(['t1', 't2']);
    expect(await Promise.all(sent.map((request) => request.text()))).toEqual(['x', 'x']);
  });

  test.each([
    ['200', new Response('')],
    ['404', wants(404)],
    ['417', wants(417)],
    ['401 of somebody else', wants(401, 'Bearer error="409"')],
    ['401 for a spent token', wants(401, 'Relock error="401"')],
    ['401 without a word', wants(401)],
  ])('does not follow a %s', async (_, answer) => {
    answers = [answer];
    expect(await proved(`${ORIGIN}/a`)).toBe(answer);
    expect(session.rekey).not.toHaveBeenCalled();
  });

  test('does not follow when no key can be had', async () => {
    answers = [wants(409)];
    session.valid = false;
    expect((await proved(`${ORIGIN}/a`)).status).toBe(409);
    expect(sent).toHaveLength(1);
  });
});

test('waits for a key where there is none yet, and goes without where there will be none', async () => {
  session.epoch = undefined;
  await proved(`${ORIGIN}/a`);
  session.epoch = undefined;
  session.valid = false;
  await proved(`${ORIGIN}/b`);
  expect(tokens()).toEqual(['t1', null]);
});
