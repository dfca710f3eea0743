/**
 * Proofs at Keycloak's token endpoint, for clients whose tokens belong to one browser (the client policy executor
 * `relock-proof`).
 *
 * @module
 */
import type { Relock } from './relock.js';

/** What of the agent is used. */
export type GrantingAgent = Pick<Relock, 'ready' | 'token' | 'sign' | 'xsid' | 'rekey'>;

const CREDENTIALS: Readonly<Record<string, string>> = { authorization_code: 'code', refresh_token: 'refresh_token' };

/** Keycloak's answer where new keys would help. A code is spent by then. */
const RENEWABLE = /^relock error="(404|409)\b/i;

async function wantsNewKey(response: Response): Promise<boolean> {
  if (response.status !== 400) return false;
  const { error_description: reason } = (await response
    .clone()
    .json()
    .catch(() => ({}))) as { error_description?: unknown };
  return typeof reason === 'string' && RENEWABLE.test(reason);
}

/**
 * A `fetch` that adds a proof to token requests, as fields of the form, which need no permission of CORS. It is bound to the
 * token endpoint and to the code or refresh token that is shown; other requests go through as they are.
 *
 * @param tokenEndpoint - as in the realm's OpenID Connect metadata
 *
 * @example
 * const tokenFetch = grantFetch(relock, metadata.token_endpoint);
 * await oauth.refreshTokenGrantRequest(as, client, auth, token, { [oauth.customFetch]: tokenFetch });
 */
export function grantFetch(
  relock: GrantingAgent,
  tokenEndpoint: string | URL,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): typeof globalThis.fetch {
  const endpoint = new URL(tokenEndpoint).href;

  const proven = (form: URLSearchParams, credential: string): URLSearchParams => {
    const token = relock.token(32, { method: 'POST', url: endpoint, body: credential });
    const fields = new URLSearchParams(form);
    if (token.length) {
      fields.set('X-Key-Token', token.hexlify());
      fields.set('X-Key-Signature', relock.sign(token).hexlify());
      fields.set('X-Key-Session', relock.xsid);
    }
    return fields;
  };

  return async (input, init) => {
    const request = new Request(input, init);
    if (request.url !== endpoint || request.method !== 'POST') return fetch(request);
    const form = new URLSearchParams(await request.clone().text());
    const grant = form.get('grant_type') ?? '';
    const credential = form.get(CREDENTIALS[grant] ?? '');
    if (!credential) return fetch(request);

    await relock.ready;
    if (!relock.token().length) await relock.rekey();
    const send = (): Promise<Response> => fetch(new Request(request.clone(), { body: proven(form, credential) }));
    const response = await send();
    if (grant !== 'refresh_token' || !(await wantsNewKey(response))) return response;
    return (await relock.rekey()).valid ? send() : response;
  };
}
