// Asks the gateway whether a request comes from the browser that it claims to come from. For any server on Node.js 20 or newer;
// nothing to install.
import { createHash } from 'node:crypto';

const FIELDS = ['X-Key-Token', 'X-Key-Signature', 'X-Key-Session'];

/** What GET auth and the agent call it: the agent makes new keys after 404 and 409, and asks once more. */
const challenge = (status, reason) => ({
  status: 401,
  headers: { 'WWW-Authenticate': `Relock error="${status} ${reason}"`, 'Cache-Control': 'no-store' },
});

/**
 * @param gateway where the server reaches the gateway, such as https://sso.example.org/realms/my-realm/relock/
 * @param origin the application's own origin, as browsers see it; never what a request says of itself
 * @param client `{ id, secret }` of a confidential client with that origin among its web origins; it learns who is signed in
 * @param headers of requests to the gateway, such as X-Key-Wildcard
 * @returns a function that checks one request: `{ facts }`, or `{ refusal: { status, headers } }`
 */
export function requestCheck({ gateway, origin, client, headers = {} }) {
  const credentials = client && Buffer.from(`${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`);
  const authorization = credentials && { Authorization: `Basic ${credentials.toString('base64')}` };

  /**
   * @param request `method`, `path` (with query, as in the request line), `body` (its bytes), and `header(name)`
   */
  return async ({ method, path, body = new Uint8Array(), header }) => {
    const proof = Object.fromEntries(FIELDS.map((name) => [name, header(name)]));
    if (!path.startsWith('/')) return { refusal: challenge(401, 'malformed') };
    if (!proof['X-Key-Token']) return { refusal: challenge(401, 'missing') };
    const answer = await fetch(new URL('confirm', gateway), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...authorization, ...headers },
      body: JSON.stringify({
        ...proof,
        method,
        url: new URL(origin + path).href,
        body_digest: createHash('sha512').update(body).digest('hex').slice(0, 64),
      }),
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined);
    if (!answer) return { refusal: { status: 503, headers: { 'Retry-After': '5' } } };
    if (!answer.ok) return { refusal: challenge(answer.status, 'confirm') };
    return { facts: await answer.json() };
  };
}
