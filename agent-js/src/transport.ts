import { RelockError } from './error.js';

/** An answer of the gateway, not yet trusted. */
export interface GatewayReply {
  readonly status: number;
  /** What its JSON was; undefined if it was none. */
  readonly json: unknown;
}

/** One POST to the gateway. */
export interface GatewayPost {
  /** JSON, or nothing. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Outlives the page. */
  readonly keepalive?: boolean;
}

/**
 * Sends a POST to `path` under the gateway base.
 *
 * @throws RelockError `network` if there is no answer
 */
export type Transport = (path: string, post: GatewayPost) => Promise<GatewayReply>;

/** Milliseconds after which an answer counts as lost; it is asked for again with the same key. */
const TIMEOUT = 15_000;

/** Reaches the gateway by `fetch`. */
export const fetchTransport =
  (base: string, fetch: typeof globalThis.fetch): Transport =>
  async (path, { body, headers, keepalive = false }) => {
    try {
      const response = await fetch(base + path, {
        method: 'POST',
        headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...headers },
        body: body ?? null,
        keepalive,
        credentials: 'include',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'same-origin',
        signal: keepalive ? null : AbortSignal.timeout(TIMEOUT),
      });
      const json: unknown = await response.json().catch(() => undefined);
      return { status: response.status, json };
    } catch (error) {
      throw new RelockError('network', 0, error);
    }
  };
