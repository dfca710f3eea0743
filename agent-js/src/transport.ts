/** What is read of an answer; a `Response` is one. */
export type GatewayReply = Pick<Response, 'status' | 'json'>;

/**
 * Posts JSON to `path` under the gateway base. Rejects if there is no answer.
 *
 * @param keepalive - the request outlives the page
 */
export type Transport = (path: string, message: object, keepalive?: boolean) => Promise<GatewayReply>;

/** Milliseconds after which an answer counts as lost; it is asked for again with the same key. */
const TIMEOUT = 15_000;

/** Reaches the gateway by `fetch`. */
export const fetchTransport =
  (base: string, fetch: typeof globalThis.fetch): Transport =>
  (path, message, keepalive = false) =>
    fetch(base + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(message),
      keepalive,
      credentials: 'include',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
