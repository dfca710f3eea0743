// Signs in by oauth4webapi, with tokens that belong to this browser: by a key that it keeps (DPoP), or by the device alone. Its path
// says which, and by which client: /dpop/{client}/ or /plain/{client}/. What a test may do then is in `app`.
import * as oauth from 'oauth4webapi';
import { dpopKey } from 'keycloak-relock-agent/dpop';
import { grantFetch } from 'keycloak-relock-agent/grant';

const [, way, clientId] = location.pathname.split('/');
const redirectUri = location.origin + location.pathname;
const issuer = new URL(document.documentElement.dataset.issuer);
const local = { [oauth.allowInsecureRequests]: true }; // Keycloak on localhost

await relock.ready;
const key = await dpopKey();
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, local));
const client = { client_id: clientId };
const bound = way === 'dpop' ? { ...local, DPoP: oauth.DPoP(client, key.keys) } : local;
const proven = { ...bound, [oauth.customFetch]: grantFetch(relock, server.token_endpoint) };

async function signIn() {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  sessionStorage.setItem('asked', JSON.stringify({ verifier, state }));
  const request = new URL(server.authorization_endpoint);
  request.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    relock_device: relock.device,
    ...(way === 'dpop' && { dpop_jkt: key.thumbprint }),
  });
  location.assign(request);
}

async function redeem() {
  const { verifier, state } = JSON.parse(sessionStorage.getItem('asked'));
  const answer = oauth.validateAuthResponse(server, client, new URL(location.href), state);
  history.replaceState(null, '', location.pathname);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    answer,
    redirectUri,
    verifier,
    proven,
  );
  return oauth.processAuthorizationCodeResponse(server, client, response, { requireIdToken: true });
}

async function refresh(refreshToken) {
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, proven);
  return oauth.processRefreshTokenResponse(server, client, response);
}

async function userinfo({ access_token: accessToken }) {
  const response = await oauth.userInfoRequest(server, client, accessToken, bound);
  return oauth.processUserInfoResponse(server, client, oauth.skipSubjectCheck, response);
}

document.getElementById('sign-in').onclick = signIn;
const tokens = new URLSearchParams(location.search).has('code') ? await redeem() : undefined;
globalThis.app = { thumbprint: key.thumbprint, device: relock.device, tokens, refresh, userinfo };
document.getElementById('sign-in').hidden = !!tokens;
document.getElementById('who').textContent = tokens ? 'Signed in' : 'Nobody is signed in';
