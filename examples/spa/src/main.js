// A single-page application: signs its users in by oidc-client-ts, with tokens that belong to this browser in two ways.
// Keycloak binds the access token to a key (DPoP), and gives new tokens only to the device that redeemed the code (relock-proof).
import { UserManager } from 'oidc-client-ts';
import { dpopFetch, dpopKey, dpopStore } from 'keycloak-relock-agent/dpop';
import { grantFetch } from 'keycloak-relock-agent/grant';

const { VITE_ISSUER: issuer, VITE_KEYCLOAK: keycloak, VITE_CLIENT_ID: clientId } = import.meta.env;
const protocol = `${issuer}/protocol/openid-connect`;
const $ = (id) => document.getElementById(id);

await relock.ready;
const key = await dpopKey();
// The library sends token requests by the page's own fetch.
globalThis.fetch = grantFetch(relock, `${protocol}/token`, globalThis.fetch.bind(globalThis));
const users = new UserManager({
  authority: issuer,
  client_id: clientId,
  redirect_uri: `${location.origin}/`,
  post_logout_redirect_uri: `${location.origin}/`,
  scope: 'openid profile',
  automaticSilentRenew: false,
  dpop: { bind_authorization_code: true, store: dpopStore(key, clientId) },
});

/** The user as of now: tokens change. */
const accessToken = async () => (await users.getUser()).access_token;
/** Keycloak's own endpoints take the token with a proof by the key it is bound to. */
const withToken = dpopFetch(key, accessToken, { origins: [keycloak] });
/** The gateway wants a proof by the device besides. */
const withBoth = dpopFetch(key, accessToken, { origins: [keycloak], fetch: relock.fetch });

const post = (fetch, url, body) =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

async function show(view) {
  dispatchEvent(new CustomEvent('X-Key-View-Change'));
  for (const each of ['orders', 'account']) $(each).hidden = each !== view;
  if (view === 'account') {
    const profile = await (await withToken(`${protocol}/userinfo`)).json();
    const thisBrowser = profile.relock_application_device === relock.device;
    $('profile').textContent = `${profile.preferred_username}, ${thisBrowser ? 'in this browser' : 'somewhere else'}`;
  }
}

async function order() {
  const response = await post(relock.fetch, '/api/orders', { what: 'tea' });
  $('result').textContent = response.ok ? `Ordered ${(await response.json()).ordered}` : `Refused (${response.status})`;
}

async function refresh() {
  const user = await users.signinSilent();
  $('result').textContent = user ? 'New tokens' : 'No tokens';
}

async function signOut() {
  await post(relock.fetch, `${issuer}/relock/logout`, {});
  await users.signoutRedirect();
}

$('sign-in').onclick = () => users.signinRedirect({ extraQueryParams: { relock_device: relock.device } });
$('sign-out').onclick = signOut;
$('order').onclick = order;
$('refresh').onclick = refresh;
$('show-orders').onclick = () => show('orders');
$('show-account').onclick = () => show('account');

if (new URLSearchParams(location.search).has('code')) {
  await users.signinCallback();
  history.replaceState(null, '', '/');
  await post(withBoth, `${issuer}/relock/login`, {});
}
const user = await users.getUser();
for (const id of ['show-account', 'show-orders', 'sign-out']) $(id).hidden = !user;
$('sign-in').hidden = !!user;
$('who').textContent = user ? `Signed in as ${user.profile.preferred_username}` : 'Nobody is signed in';
if (user) await show('orders');
