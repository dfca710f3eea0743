import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeForm, fakeAgent, open, settle, until } from './fake-page.mjs';

const ACTION =
  'https://login.example.com/realms/demo/login-actions/authenticate?session_code=x&execution=e&client_id=my%20app&tab_id=Tab-1';

const passwordForm = (over = {}) =>
  new FakeForm({ id: 'kc-form-login', action: ACTION, fields: [{ name: 'password', type: 'password' }], ...over });
const page = (purpose, over = {}) =>
  new FakeForm({ action: ACTION, dataset: { relockChallenge: 'c1', relockPurpose: purpose, ...over } });
const context = (form) => JSON.parse(form.submitted[0]['X-Key-Token'])[1];

test('the password form carries a proof for its realm, client and tab', async () => {
  const form = passwordForm();
  const opened = open({ forms: [form], relock: fakeAgent() });
  await settle();
  opened.submit(form);

  assert.deepEqual(context(form), { purpose: 'login', challenge: ['form', 'demo', 'my app', 'Tab-1'] });
  assert.equal(form.submitted[0]['X-Key-Signature'], 'signature');
  assert.equal(form.submitted[0]['X-Key-Session'], 'session');
});

test('a password that is shown is still a password', async () => {
  const form = passwordForm({ id: 'own', fields: [{ name: 'password', type: 'text' }] });
  const opened = open({ forms: [form], relock: fakeAgent() });
  await settle();
  opened.submit(form);

  assert.ok(form.submitted[0]['X-Key-Token']);
});

test('a second try replaces the first proof', async () => {
  const form = passwordForm();
  const opened = open({ forms: [form], relock: fakeAgent() });
  await settle();
  opened.submit(form);
  opened.submit(form);

  assert.equal(form.fields.filter(({ name }) => name === 'X-Key-Token').length, 1);
});

test('forms that are no login carry nothing', async () => {
  const otp = new FakeForm({ id: 'kc-otp-login-form', action: ACTION, fields: [{ name: 'otp', type: 'text' }] });
  const foreign = passwordForm({ action: 'https://elsewhere.example.com/login?client_id=a&tab_id=b' });
  const opened = open({ forms: [otp, foreign], relock: fakeAgent() });
  await settle();
  [otp, foreign].forEach((form) => opened.submit(form));

  assert.deepEqual(otp.submitted, [{}]);
  assert.deepEqual(foreign.submitted, [{}]);
});

test('a browser without a key signs in without proof', async () => {
  const empty = Object.assign([], { hexlify: () => '' });
  const form = passwordForm();
  const opened = open({ forms: [form], relock: fakeAgent({ token: () => empty, sign: () => empty }) });
  await settle();
  opened.submit(form);

  assert.deepEqual(form.submitted, [{}]);
});

test('the password form is not held back unless the realm says so', () => {
  const form = passwordForm();
  const opened = open({ forms: [form], relock: fakeAgent({ ready: new Promise(() => undefined) }) });
  opened.submit(form);

  assert.equal(form.submitted.length, 1);
});

test('where the realm says so, the form waits for the agent and goes out once', async () => {
  let ready;
  const agent = fakeAgent({ formWait: 500, ready: new Promise((resolve) => (ready = resolve)) });
  const form = passwordForm();
  const opened = open({ forms: [form], relock: agent });
  opened.submit(form);
  opened.submit(form);
  await settle();
  assert.equal(form.submitted.length, 0);

  ready();
  await settle();
  assert.equal(form.submitted.length, 1);
  assert.ok(form.submitted[0]['X-Key-Token']);
});

test('it waits no longer than the realm says', async () => {
  const form = passwordForm();
  const agent = fakeAgent({ formWait: 5, ready: new Promise(() => undefined) });
  open({ forms: [form], relock: agent }).submit(form);
  await until(() => form.submitted.length === 1);
});

test('our page submits itself with a proof for its challenge', async () => {
  const form = page('login', { relockAuto: '' });
  open({ forms: [form], relock: fakeAgent() });
  await settle();

  assert.deepEqual(context(form), { purpose: 'login', challenge: ['page', 'c1'] });
});

test('our page submits itself without proof when the agent cannot be had', async () => {
  const form = page('login', { relockAuto: '' });
  const opened = open({ forms: [form] });
  assert.equal(opened.scripts[0].src, '/realms/demo/relock/relock.js');
  opened.scripts[0].dispatchEvent(new Event('error'));
  await settle();

  assert.deepEqual(form.submitted, [{}]);
});

test('trust proves, decline does not', async () => {
  const forms = [page('bind'), page('bind')];
  const opened = open({ forms, relock: fakeAgent() });
  await settle();
  opened.submit(forms[0], { id: 'relock-trust' });
  opened.submit(forms[1], { id: 'relock-decline' });

  assert.deepEqual(context(forms[0]), { purpose: 'bind', challenge: ['page', 'c1'] });
  assert.deepEqual(forms[1].submitted, [{}]);
});

test('the agent is loaded from the realm, wherever Keycloak lives, once', () => {
  const opened = open({ path: '/auth/realms/a%20b/protocol/openid-connect/auth' });
  opened.run();

  assert.deepEqual(
    opened.scripts.map(({ src }) => src),
    ['/auth/realms/a%20b/relock/relock.js'],
  );
});

test('in a frame nothing is loaded', () => {
  assert.deepEqual(open({ framed: true }).scripts, []);
});
