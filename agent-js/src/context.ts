import { concat, lp, utf8, type Bytes } from './bytes.js';
import { sha512 } from './sha512.js';

/** A body whose bytes are known at once. */
export type TokenBody = string | Uint8Array | ArrayBuffer | URLSearchParams;

/** Binds a token to one HTTP request. */
export interface RequestContext {
  /** Any case. */
  readonly method: string;
  /** Relative ones are resolved against the page; a fragment does not count. */
  readonly url: string | URL;
  /** No body is the same as an empty one. */
  readonly body?: TokenBody | null;
}

/** Binds a token to a challenge of Keycloak's login flow. */
export interface LoginContext {
  readonly purpose: 'login' | 'bind';
  /** `login`: `form`, realm, client id, tab id, or `page`, challenge. `bind`: `page`, challenge. */
  readonly challenge: readonly string[];
}

/** What a token is good for. */
export type TokenContext = RequestContext | LoginContext;

const TYPES = { login: 2, bind: 3 };

/** The first 32 bytes of SHA-512. */
const half512 = (bytes: Uint8Array): Bytes => sha512(bytes).slice(0, 32);

/**
 * Type and hash of a context, 33 bytes, as the MAC of a token covers them.
 *
 * @param page - URL that relative ones are resolved against
 * @throws TypeError if the context is not of a documented form
 */
export function contextBytes(context?: TokenContext, page?: string): Bytes {
  if (!context) return new Uint8Array(33);
  let type = 1;
  let parts: readonly (string | Uint8Array)[];
  if ('purpose' in context) {
    type = TYPES[context.purpose];
    parts = context.challenge;
  } else {
    const { method, url, body } = context;
    const text = typeof body === 'string' || body instanceof URLSearchParams;
    const bytes = text ? utf8(String(body)) : new Uint8Array(body ?? []);
    parts = [method.toUpperCase(), new URL(url, page).href.replace(/#.*/s, ''), half512(bytes)];
  }
  return concat(new Uint8Array([type]), half512(lp(...parts)));
}
