import { sha512 } from '@noble/hashes/sha2.js';
import { concat, lp, utf8, type Bytes } from './bytes.js';

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

/** The first 32 bytes of SHA-512. */
const half512 = (bytes: Uint8Array): Bytes => sha512(bytes).slice(0, 32) as Bytes;

function bodyBytes(body: TokenBody | null | undefined): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (body == null || typeof body === 'string' || body instanceof URLSearchParams) return utf8(String(body ?? ''));
  throw new TypeError('body');
}

/**
 * Type and hash of a context, 33 bytes, as the MAC of a token covers them.
 *
 * @param page - URL that relative ones are resolved against
 * @throws TypeError if the context is not of a documented form
 */
export function contextBytes(context: TokenContext | undefined, page?: string): Bytes {
  if (!context) return new Uint8Array(33);
  const [type, ...parts] =
    'purpose' in context
      ? ([context.purpose === 'login' ? 2 : 3, ...context.challenge] as const)
      : ([
          1,
          context.method.toUpperCase(),
          new URL(context.url, page).href.replace(/#.*/s, ''),
          half512(bodyBytes(context.body)),
        ] as const);
  return concat(new Uint8Array([type]), half512(concat(...parts.map(lp))));
}
