// What an application does with the form of a redirect; Node 20, without a package.
//
// Run as a program it reads one form (application/x-www-form-urlencoded) a line and says for each what it is worth:
//     node verify-redirect.mjs <realm URL> <client id> <transaction that this browser began>
import { createPublicKey, verify } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The form is not what the gateway says of this browser now. */
export class NotVerified extends Error {}

const LEEWAY = 5;

const demand = (condition, why) => {
  if (!condition) throw new NotVerified(why);
};

const part = (text) => JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));

/**
 * Returns the claims of the result: `outcome` is `trusted` or `new`.
 *
 * @param form URLSearchParams of the body
 * @param expected `jwks` (the realm's keys, from `<issuer>/protocol/openid-connect/certs`; keep them for some minutes), `issuer`,
 *   `clientId`, and `transaction`: what the application has begun in this very browser, and has not ended yet; end it now
 */
export function verifyRedirect(form, { jwks, issuer, clientId, transaction }) {
  demand(transaction && form.get('X-Key-Transaction') === transaction, 'another transaction');
  const parts = (form.get('X-Key-Transaction-Result') ?? '').split('.');
  demand(parts.length === 3, 'no result');
  let header;
  let claims;
  try {
    [header, claims] = parts.slice(0, 2).map(part);
  } catch {
    throw new NotVerified('no JSON');
  }
  demand(header.typ === 'relock-transaction+jwt' && header.alg === 'EdDSA', 'another kind of statement');
  const jwk = jwks.keys.find(({ kid, crv }) => kid === header.kid && crv === 'Ed25519');
  demand(jwk, 'a key that is not the realm’s');
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const input = Buffer.from(parts.slice(0, 2).join('.'));
  demand(verify(null, input, key, Buffer.from(parts[2], 'base64url')), 'a wrong signature');
  const now = Date.now() / 1000;
  demand(claims.iss === issuer && claims.aud === clientId, 'not for us');
  demand(claims.exp > now - LEEWAY && claims.iat < now + LEEWAY, 'too old');
  demand(claims.transaction === transaction, 'the result of another transaction');
  // The documented signature: over the 16 bytes of the UUID alone. It does not cover the outcome.
  const bytes = Buffer.from(transaction.replaceAll('-', ''), 'hex');
  const signature = Buffer.from(form.get('X-Key-Transaction-Signature') ?? '', 'hex');
  demand(verify(null, bytes, key, signature), 'a wrong signature of the transaction');
  return claims;
}

export async function keysOf(issuer) {
  const answer = await fetch(`${issuer}/protocol/openid-connect/certs`, { signal: AbortSignal.timeout(10_000) });
  return answer.json();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [issuer, clientId, transaction] = process.argv.slice(2);
  const jwks = await keysOf(issuer);
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      const { outcome } = verifyRedirect(new URLSearchParams(line), { jwks, issuer, clientId, transaction });
      console.log('outcome', outcome);
    } catch (refused) {
      if (!(refused instanceof NotVerified)) throw refused;
      console.log('refused:', refused.message);
    }
  }
}
