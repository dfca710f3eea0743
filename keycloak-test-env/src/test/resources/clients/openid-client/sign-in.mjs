// Signs in by openid-client: prints where to send the user, reads where the user came back, prints what it was told.
import { createInterface } from 'node:readline/promises';
import * as client from 'openid-client';

const [issuer, id, secret, redirect] = process.argv.slice(2);
const config = await client.discovery(new URL(issuer), id, secret, undefined, {
  execute: [client.allowInsecureRequests], // Keycloak on localhost
});
const pkceCodeVerifier = client.randomPKCECodeVerifier();
const expectedState = client.randomState();
const expectedNonce = client.randomNonce();
const request = client.buildAuthorizationUrl(config, {
  redirect_uri: redirect,
  scope: 'openid',
  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: 'S256',
  state: expectedState,
  nonce: expectedNonce,
});
console.log(request.href);

const answers = createInterface({ input: process.stdin });
const [callback] = await new Promise((resolve) => answers.once('line', (line) => resolve([line])));
answers.close();
const tokens = await client.authorizationCodeGrant(config, new URL(callback), {
  pkceCodeVerifier,
  expectedState,
  expectedNonce,
});
const claims = tokens.claims();
const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
const introspection = await client.tokenIntrospection(config, tokens.access_token);
console.log(JSON.stringify({ claims, userinfo, introspection }));
