import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { fromBase64url, toBase64url } from './base64url.js';
import { utf8, type Bytes } from './bytes.js';
import { dpopFetch, dpopKey, dpopStore } from './dpop.js';

const ORIGIN = 'https://app.example.org';
const API = 'https://api.example.org';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal('location', { origin: ORIGIN });
});

interface Proof {
  readonly header: { readonly typ: string; readonly alg: string; readonly jwk: Record<string, string> };
  readonly claims: Record<string, unknown>;
}

/** Reads a proof and verifies it by the key that it names. */
async function verified(jwt: string): Promise<Proof> {
  const [header = '', claims = '', signature = ''] = jwt.split('.');
  const json = (part: string): unknown => JSON.parse(new TextDecoder().decode(fromBase64url(part)));
  const proof = { header: json(header), claims: json(claims) } as Proof;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', proof.header.jwk, algorithm, false, ['verify']);
  const bytes = utf8(`${header}.${claims}`);
  const good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(signature), bytes);
  expect(good).toBe(true);
  return proof;
}

const sha256 = async (bytes: Bytes): Promise<string> =>
  toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

test('the key stays, and its private half does not leave', async () => {
  const [first, second] = await Promise.all([dpopKey(), dpopKey()]);
  const later = await dpopKey();
  expect(second.thumbprint).toBe(first.thumbprint);
  expect(later.thumbprint).toBe(first.thumbprint);
  expect((await dpopKey('another')).thumbprint).not.toBe(first.thumbprint);
  await expect(crypto.subtle.exportKey('jwk', later.keys.privateKey)).rejects.toThrow();
  await first.forget();
  expect((await dpopKey()).thumbprint).not.toBe(first.thumbprint);
});

test('a proof names method, URL without query, token and nonce, and no two are alike', async () => {
  const key = await dpopKey();
  const request = { method: 'get', url: `${API}/orders?a=1#top`, accessToken: 'a.b.c', nonce: 'n' };
  const { header, claims } = await verified(await key.proof(request));
  expect(header).toMatchObject({ typ: 'dpop+jwt', alg: 'ES256' });
  expect(Object.keys(header.jwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
  const { crv, kty, x, y } = header.jwk;
  expect(key.thumbprint).toBe(await sha256(utf8(JSON.stringify({ crv, kty, x, y }))));
  expect(claims).toMatchObject({ htm: 'GET', htu: `${API}/orders`, ath: await sha256(utf8('a.b.c')), nonce: 'n' });
  expect(Math.abs(Number(claims['iat']) - Date.now() / 1000)).toBeLessThan(5);
  const again = await verified(await key.proof({ method: 'POST', url: API }));
  expect(again.claims['jti']).not.toBe(claims['jti']);
  expect(Object.keys(again.claims)).not.toContain('ath');
});

test('fetch shows the token with a proof, to listed origins only', async () => {
  const sent: Request[] = [];
  const fetch = vi.fn((request: RequestInfo | URL) => Promise.resolve((sent.push(request as Request), new Response())));
  const api = dpopFetch(await dpopKey(), () => 'token', { origins: [API], fetch });
  await api(`${API}/orders`, { method: 'POST', body: 'order' });
  await api('https://elsewhere.example.org/');
  expect(sent[0]!.headers.get('Authorization')).toBe('DPoP token');
  const { claims } = await verified(sent[0]!.headers.get('DPoP')!);
  expect(claims).toMatchObject({ htm: 'POST', htu: `${API}/orders`, ath: await sha256(utf8('token')) });
  expect(await sent[0]!.text()).toBe('order');
  expect([...sent[1]!.headers.keys()]).toEqual([]);
});

test('fetch asks once more when the server wants its nonce in the proof', async () => {
  const proofs: string[] = [];
  const challenge = { 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"', 'DPoP-Nonce': 'n1' };
  const answers = [new Response('', { status: 401, headers: challenge }), new Response('ok'), new Response('ok')];
  const fetch = (request: RequestInfo | URL): Promise<Response> => {
    proofs.push((request as Request).headers.get('DPoP')!);
    return Promise.resolve(answers.shift()!);
  };
  const api = dpopFetch(await dpopKey(), () => 'token', { fetch });
  expect((await api(`${ORIGIN}/a`, { method: 'POST', body: 'x' })).status).toBe(200);
  await api(`${ORIGIN}/b`);
  const nonces = await Promise.all(proofs.map(async (proof) => (await verified(proof)).claims['nonce']));
  expect(nonces).toEqual([undefined, 'n1', 'n1']);
});

test('a library that keeps keys itself is given this one', async () => {
  const key = await dpopKey();
  const store = dpopStore(key, 'spa');
  expect(await store.getAllKeys()).toEqual(['spa']);
  await store.set('spa', { keys: {} as CryptoKeyPair, nonce: 'n' });
  expect(await store.get()).toEqual({ keys: key.keys, nonce: 'n' });
  await store.remove();
  expect((await store.get()).nonce).toBeUndefined();
});
