/**
 * Relock on Keycloak's login pages: loads the browser agent and puts its proof into the forms that a sign-in submits. It
 * never keeps anybody from signing in: without a proof the form goes out as it is, and the second factor is asked.
 */
(() => {
  const MARK = Symbol.for('relock.login');
  const OURS = 'form[data-relock-challenge][data-relock-purpose]';
  const DECLINE = 'relock-decline';
  const TOKEN_BYTES = 32;
  /** How long our own pages wait for the agent, ms. */
  const PAGE_WAIT = 4000;
  /** The longest that a realm's policy may hold a login form back, ms. */
  const MAX_FORM_WAIT = 10000;

  // A theme may list this script though our templates bring it along.
  if (window[MARK]) {
    return;
  }
  window[MARK] = true;

  /** Forms that wait for the agent, and forms that have waited. */
  const held = new WeakSet();
  const released = new WeakSet();

  let settled = false;
  const agent = loadAgent()
    .catch(() => undefined) // The agent reports its own errors; here they mean that there is no proof.
    .then(() => {
      settled = true;
    });

  document.addEventListener('submit', onSubmit);
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', submitByThemselves);
  } else {
    submitByThemselves();
  }

  /** Resolves when the agent is ready, or never will be. */
  async function loadAgent() {
    const base = /^.*?\/realms\/[^/]+\//.exec(window.location.pathname);
    if (!base || window.top !== window.self) {
      return;
    }
    if (!window.relock) {
      await loadScript(`${base[0]}relock/relock.js`);
    }
    await window.relock?.ready;
  }

  function loadScript(src) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.addEventListener('load', resolve);
      script.addEventListener('error', reject);
      script.src = src;
      document.head.append(script);
    });
  }

  /** On the bubbling way, so that a form which its own page has stopped costs no token. */
  function onSubmit(event) {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !challengeOf(form) || submitter?.id === DECLINE) {
      return;
    }
    const wait = waitOf(form);
    if (settled || released.has(form) || wait === 0) {
      released.delete(form);
      fill(form);
      return;
    }
    event.preventDefault();
    if (!held.has(form)) {
      held.add(form);
      submitAfter(wait, form, submitter);
    }
  }

  function submitByThemselves() {
    for (const form of document.querySelectorAll(`${OURS}[data-relock-auto]`)) {
      submitAfter(PAGE_WAIT, form);
    }
  }

  async function submitAfter(wait, form, submitter) {
    await Promise.race([agent, new Promise((resolve) => setTimeout(resolve, wait))]);
    held.delete(form);
    released.add(form);
    if (form.requestSubmit) {
      form.requestSubmit(submitter);
    } else {
      // Safari before 16
      fill(form);
      if (submitter?.name) {
        setHidden(form, submitter.name, submitter.value);
      }
      form.submit();
    }
  }

  function waitOf(form) {
    if (form.matches(OURS)) {
      return PAGE_WAIT;
    }
    return Math.min(Number(window.relock?.formWait) || 0, MAX_FORM_WAIT);
  }

  /** What a proof for this form must be made for, or nothing if the form takes none. */
  function challengeOf(form) {
    if (form.matches(OURS)) {
      return ['page', form.dataset.relockChallenge];
    }
    // Not form.action: that is a field of this name, if the form has one.
    const action = new URL(form.getAttribute('action') ?? '', window.location.href);
    const realm = /\/realms\/([^/]+)\/login-actions\//.exec(action.pathname);
    const client = action.searchParams.get('client_id');
    const tab = action.searchParams.get('tab_id');
    return realm && client && tab && isLogin(form) ? ['form', decodeURIComponent(realm[1]), client, tab] : undefined;
  }

  /** By name as well, for a password that is shown is a text field. */
  function isLogin(form) {
    return form.id === 'kc-form-login' || form.querySelector('input[type="password"], input[name="password"]') !== null;
  }

  function fill(form) {
    const proof = proofFor(form.dataset.relockPurpose ?? 'login', challengeOf(form));
    for (const [name, value] of Object.entries(proof)) {
      setHidden(form, name, value);
    }
  }

  /** The proof fields; without a key each of them is empty, which removes what an earlier try has left. */
  function proofFor(purpose, challenge) {
    const { relock } = window;
    const token = relock?.token(TOKEN_BYTES, { purpose, challenge }) ?? [];
    const signature = token.length > 0 ? relock.sign(token) : [];
    const complete = signature.length > 0 && Boolean(relock.xsid);
    return {
      'X-Key-Token': complete ? token.hexlify() : '',
      'X-Key-Signature': complete ? signature.hexlify() : '',
      'X-Key-Session': complete ? relock.xsid : '',
    };
  }

  function setHidden(form, name, value) {
    form.querySelectorAll(`input[type="hidden"][name="${name}"]`).forEach((input) => input.remove());
    if (value) {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = value;
      form.append(input);
    }
  }
})();
