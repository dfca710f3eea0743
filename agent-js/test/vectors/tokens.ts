import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, labelled, lp, utf8 } from '../../src/bytes.js';
import { contextBytes, type TokenContext } from '../../src/context.js';
import { epochKeys, type Epoch } from '../../src/epoch.js';
import { toHex } from '../../src/hex.js';
import { hmacKey } from '../../src/hkdf.js';
import { isServerToken, makeToken } from '../../src/token.js';
import { makePageKey, signWithPage } from '../../src/page-key.js';
import { fixed } from './keys.js';
import { epochOf, ISS, ORIGIN } from './ratchet.js';

const PAGE = ORIGIN + '/app/index.html?x=1#top';

const CONTEXTS: readonly (TokenContext | undefined)[] = [
  undefined,
  { method: 'GET', url: 'https://api.example.org/items?b=2&a=1#fragment' },
  { method: 'post', url: '../orders', body: '{"amount":12,"to":"Zoë"}' },
  { method: 'PATCH', url: '/orders/7?ü=ö', body: new Uint8Array([0, 1, 2, 254, 255]) },
  { method: 'POST', url: 'https://sso.example.org:8443/form', body: new URLSearchParams({ 'a b': 'c&d', e: '' }) },
  { purpose: 'login', challenge: ['form', 'demo', 'account-console', 'Zk3XxS2RWbQ'] },
  { purpose: 'login', challenge: ['page', 'AAECAwQFBgcICQoLDA0ODw'] },
  { purpose: 'bind', challenge: ['page', 'AAECAwQFBgcICQoLDA0ODw'] },
];

const TYPES = ['none', 'request', 'login', 'bind'];

/** A context as the vector file tells it: absolute URL, upper-case method, body as hex. */
function told(context: TokenContext | undefined): object {
  if (!context) return {};
  if ('purpose' in context) return { parts: context.challenge };
  const { method, url, body } = context;
  const bytes =
    body instanceof Uint8Array
      ? body
      : utf8(body instanceof URLSearchParams ? String(body) : ((body as string | null) ?? ''));
  return {
    method: method.toUpperCase(),
    url: new URL(url, PAGE).href.replace(/#.*/, ''),
    body: toHex(bytes),
  };
}

/** `token.json` */
export async function tokens(): Promise<object> {
  const { root, id, nonce, page, session, tab } = await epochOf('a');
  const keys = await epochKeys(await hmacKey(root), { id, nonce, page: page.publicKey, origin: ORIGIN });
  const gateway = await makePageKey(await fixed('gateway', 32));
  const epoch: Epoch = {
    ...keys,
    id,
    page,
    session,
    tab,
    iss: ISS,
    origin: ORIGIN,
    gateway: gateway.publicKey,
    count: 0,
  };
  const random = await fixed('random', 256);

  const made = [
    ...CONTEXTS.map((context) => ({ context, size: 32 })),
    { context: undefined, size: 64 },
    { context: undefined, size: 256 },
  ];
  const list = made.map(({ context, size }) => {
    const bytes = contextBytes(context, PAGE);
    const token = makeToken(epoch, size, bytes, (length) => random.slice(0, length))!;
    return {
      counter: epoch.count,
      size,
      context: { type: TYPES[bytes[0] ?? 0], ...told(context), hash: toHex(bytes.subarray(1)) },
      token: toHex(token),
      signature: toHex(signWithPage(page, token)),
    };
  });

  const head = concat(id, random.subarray(0, 8));
  const macked = labelled('relock/1 server-token', lp(ISS, ORIGIN, session, tab, head));
  const server = concat(head, hmac(sha512, keys.server, macked).subarray(0, 16));
  if (!isServerToken(epoch, server)) throw new Error('server token');
  return {
    iss: ISS,
    origin: ORIGIN,
    session,
    tab,
    epoch: toHex(id),
    tokenKey: toHex(keys.token),
    serverTokenKey: toHex(keys.server),
    pageSecret: toHex(page.secretKey),
    page: toHex(page.publicKey),
    random: toHex(random),
    tokens: list,
    serverToken: {
      token: toHex(server),
      gatewaySecret: toHex(gateway.secretKey),
      gateway: toHex(gateway.publicKey),
      signature: toHex(signWithPage(gateway, labelled('relock/1 server-token', server))),
    },
  };
}
