/**
 * Standard proofs of possession (RFC 9449, DPoP) by a key that this browser keeps and nobody can export: for access tokens
 * that Keycloak binds to it, at any resource server that knows DPoP. It needs neither the agent nor the gateway.
 *
 * @module
 */
import { toBase64url } from './base64url.js';
import { utf8 } from './bytes.js';
import { RelockError } from './error.js';
import { settled } from './indexeddb-store.js';

/** The request that a proof is made for. */
export interface DpopRequest {
  /** Any case. */
  readonly method: string;
  /** Absolute; query and fragment do not count. */
  readonly url: string | URL;
  /** The access token that goes with it; none at the token endpoint. */
  readonly accessToken?: string | undefined;
  /** What the server has asked for by `DPoP-Nonce`. */
  readonly nonce?: string | undefined;
}

/** A key of this browser, ES256. */
export interface DpopKey {
  /** For libraries that make proofs themselves, such as oauth4webapi; the private key is not extractable. */
  readonly keys: CryptoKeyPair;
  /** RFC 7638 thumbprint, base64url: `cnf.jkt` of a token, `dpop_jkt` of an authorization request. */
  readonly thumbprint: string;
  /** The value of a `DPoP` header, good for one request. */
  proof(request: DpopRequest): Promise<string>;
  /** Forgets the key; tokens that are bound to it are worth nothing then. */
  forget(): Promise<void>;
}

/** How {@link dpopFetch} is told where tokens may go. */
export interface DpopFetchOptions {
  /** Origins that get the access token, besides the page's own. */
  readonly origins?: readonly string[];
  /** What sends the request, for example `relock.fetch`. Default: the page's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** What oidc-client-ts keeps of a key; see {@link dpopStore}. */
export interface DpopState {
  readonly keys: CryptoKeyPair;
  nonce?: string | undefined;
}

const KEYS = 'keys';
const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };
const ES256_SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

async function inStore<T>(act: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  let database: IDBDatabase | undefined;
  try {
    const opening = indexedDB.open('relock-dpop', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(KEYS);
    database = await settled(opening);
    return await settled(act(database.transaction(KEYS, 'readwrite').objectStore(KEYS)));
  } catch (error) {
    throw new RelockError('storage', 0, error);
  } finally {
    database?.close();
  }
}

/** Of two tabs that make a key at the same time, one is the first; the other takes what that one has put there. */
async function keptKeys(name: string): Promise<CryptoKeyPair> {
  const kept = (await inStore((keys) => keys.get(name))) as CryptoKeyPair | undefined;
  if (kept) return kept;
  const made = await crypto.subtle.generateKey(ES256, false, ['sign', 'verify']);
  try {
    await inStore((keys) => keys.add(made, name));
    return made;
  } catch (error) {
    const other = (await inStore((keys) => keys.get(name))) as CryptoKeyPair | undefined;
    if (other) return other;
    throw error;
  }
}

const sha256 = async (text: string): Promise<string> =>
  toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))));

const part = (json: object): string => toBase64url(utf8(JSON.stringify(json)));

/**
 * The key of this browser and origin under this name, made when it is first asked for.
 *
 * @throws RelockError `storage` where IndexedDB is refused
 */
export async function dpopKey(name = 'dpop'): Promise<DpopKey> {
  const keys = await keptKeys(name);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  return {
    keys,
    // The required members in lexicographic order, as RFC 7638 says.
    thumbprint: await sha256(JSON.stringify({ crv, kty, x, y })),
    async proof({ method, url, accessToken, nonce }) {
      const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } };
      const claims = {
        jti: toBase64url(crypto.getRandomValues(new Uint8Array(16))),
        htm: method.toUpperCase(),
        htu: new URL(url).href.replace(/[?#].*/s, ''),
        iat: Math.floor(Date.now() / 1000),
        // JSON leaves out what is undefined.
        ath: accessToken === undefined ? undefined : await sha256(accessToken),
        nonce,
      };
      const signed = `${part(header)}.${part(claims)}`;
      const signature = await crypto.subtle.sign(ES256_SIGNATURE, keys.privateKey, utf8(signed));
      return `${signed}.${toBase64url(new Uint8Array(signature))}`;
    },
    async forget() {
      await inStore((kept) => kept.delete(name));
    },
  };
}

/** A server that wants its nonce in the proof (RFC 9449 section 9). */
const wantsNonce = ({ status, headers }: Response): boolean =>
  status === 401 && /\bdpop\b.*\buse_dpop_nonce\b/i.test(headers.get('WWW-Authenticate') ?? '');

/**
 * A `fetch` that shows the access token with a proof of this very request, and asks once more when the server wants its
 * nonce in the proof. Other origins than the listed ones get neither.
 *
 * @param accessToken - the token as it is now
 *
 * @example
 * const api = dpopFetch(await dpopKey(), () => user.access_token, { fetch: relock.fetch });
 */
export function dpopFetch(
  key: DpopKey,
  accessToken: () => string | Promise<string>,
  { origins = [], fetch = globalThis.fetch }: DpopFetchOptions = {},
): typeof globalThis.fetch {
  const nonces = new Map<string, string>();
  return async (input, init) => {
    const request = new Request(input, init);
    const { origin } = new URL(request.url);
    if (origin !== globalThis.location.origin && !origins.includes(origin)) return fetch(request);

    const send = async (): Promise<Response> => {
      const token = await accessToken();
      const { method, url } = request;
      const headers = new Headers(request.headers);
      headers.set('Authorization', `DPoP ${token}`);
      headers.set('DPoP', await key.proof({ method, url, accessToken: token, nonce: nonces.get(origin) }));
      const response = await fetch(new Request(request.clone(), { headers }));
      const nonce = response.headers.get('DPoP-Nonce');
      if (nonce) nonces.set(origin, nonce);
      return response;
    };

    const response = await send();
    return wantsNonce(response) ? send() : response;
  };
}

/**
 * Lets oidc-client-ts use the key: `dpop: { bind_authorization_code: true, store: dpopStore(key, client_id) }`.
 *
 * @param clientId - as in the settings of the `UserManager`
 */
export function dpopStore(key: DpopKey, clientId: string) {
  const state: DpopState = { keys: key.keys };
  return {
    get: (): Promise<DpopState> => Promise.resolve(state),
    /** The library keeps the server's nonce here; the key stays. */
    set(name: string, { nonce }: DpopState): Promise<void> {
      if (name === clientId) state.nonce = nonce;
      return Promise.resolve();
    },
    remove(): Promise<DpopState> {
      state.nonce = undefined;
      return Promise.resolve(state);
    },
    getAllKeys: (): Promise<string[]> => Promise.resolve([clientId]),
  };
}
