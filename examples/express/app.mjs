// A server-rendered application: signs its users in at Keycloak by openid-client, keeps them in a session of its own, and
// takes orders only from the browser that signed in. nginx is before it, as in ../reverse-proxies/nginx.conf.
import express from 'express';
import session from 'express-session';
import { randomBytes } from 'node:crypto';
import * as oidc from 'openid-client';
import { relock } from './relock.mjs';

const { PORT = 3000, ORIGIN, ISSUER, CLIENT_ID, CLIENT_SECRET } = process.env;
const gateway = `${ISSUER}/relock/`;
const headers = process.env.WILDCARD ? { 'X-Key-Wildcard': process.env.WILDCARD } : {};
const secure = ORIGIN.startsWith('https:');
const config = await oidc.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, {
  execute: secure ? [] : [oidc.allowInsecureRequests], // everything on localhost
});

const html = (title, body) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<script src="/relock/relock.js" data-cookie-pair defer></script>
<script src="/page.js" defer></script>
<h1>${title}</h1>
${body}
</html>`;

const text = (value) => String(value).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The device that the agent's session cookie names: announced to Keycloak here, proven when the page binds it. */
function announcedDevice({ headers: { cookie = '' } }) {
  const thumbprint = /(?:^|; )X-Key-Session=([0-9a-f]{64})[0-9a-f]{32}/.exec(cookie)?.[1];
  return thumbprint && Buffer.from(thumbprint, 'hex').toString('base64url');
}

const app = express();
app.set('trust proxy', 'loopback');
app.use((request, response, next) => {
  response.set('Content-Security-Policy', "default-src 'none'; script-src 'self'; connect-src 'self'; form-action *");
  next();
});
app.use(express.static(new URL('public', import.meta.url).pathname));
app.use(
  session({
    secret: randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure },
  }),
);

app.get('/', ({ session: { user } }, response) => {
  response.send(
    user
      ? html(
          'Orders',
          `<p>Signed in as <b id="user">${text(user.preferred_username)}</b>.</p>
<p id="bound" role="status"></p>
<button id="order">Order</button> <output id="result"></output>
<p><a id="report" href="/account/report">Report</a></p>
<form method="post" action="/sign-out"><button id="sign-out">Sign out</button></form>`,
        )
      : html('Welcome', '<p><a id="sign-in" href="/sign-in">Sign in</a></p>'),
  );
});

app.get('/sign-in', async (request, response) => {
  const started = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    expectedState: oidc.randomState(),
    expectedNonce: oidc.randomNonce(),
  };
  request.session.started = started;
  const device = announcedDevice(request);
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${ORIGIN}/callback`,
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(started.pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: started.expectedState,
    nonce: started.expectedNonce,
    ...(device && { relock_device: device }),
  });
  response.redirect(url.href);
});

app.get('/callback', async (request, response) => {
  const { started } = request.session;
  const tokens = await oidc.authorizationCodeGrant(config, new URL(request.originalUrl, ORIGIN), started);
  await new Promise((resolve, reject) => request.session.regenerate((error) => (error ? reject(error) : resolve())));
  Object.assign(request.session, { user: tokens.claims(), idToken: tokens.id_token, accessToken: tokens.access_token });
  response.redirect('/');
});

/** The page sends a proof; the access token, which it never sees, says whose browser it is. */
app.post('/bind', express.json(), async ({ session: { accessToken }, body }, response) => {
  if (!accessToken) return response.sendStatus(401);
  const { 'X-Key-Token': token, 'X-Key-Signature': signature, 'X-Key-Session': xsid } = body ?? {};
  const answer = await fetch(`${gateway}login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}`, ...headers },
    body: JSON.stringify({ 'X-Key-Token': token, 'X-Key-Signature': signature, 'X-Key-Session': xsid }),
  });
  return response.sendStatus(answer.status);
});

/** Besides the session cookie, each order needs a proof by the browser on which this very user signed in. */
const proven = relock({ gateway, origin: ORIGIN, client: { id: CLIENT_ID, secret: CLIENT_SECRET }, headers });
app.post('/orders', proven, ({ session: { user }, relock: facts, body }, response) => {
  if (!user || facts.sub !== user.sub) return response.sendStatus(403);
  return response.json({ ordered: JSON.parse(body).what, assurance: facts.assurance });
});

/** nginx lets only proven requests through to here, and says by which browser they are. */
app.get('/account/report', (request, response) => {
  response.send(html('Report', `<p id="device">${text(request.get('X-Relock-Device'))}</p>`));
});

app.post('/sign-out', (request, response) => {
  const { idToken } = request.session;
  request.session.destroy(() =>
    response.redirect(
      oidc.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: `${ORIGIN}/` }).href,
    ),
  );
});

app.listen(Number(PORT), '127.0.0.1');
