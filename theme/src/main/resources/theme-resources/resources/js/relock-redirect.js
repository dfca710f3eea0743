/**
 * Relock on the pages of a redirect: proves the browser to the gateway, then takes it back to the application. Without a
 * proof the form goes out as it is, and the application hears of a new browser.
 */
(() => {
  const TOKEN_BYTES = 32;
  /** How long the page waits for the agent, ms. */
  const WAIT = 4000;

  // This page's keys are to outlive it: the application gets a proof made with them. Heard before the agent, which loads later.
  window.addEventListener('pagehide', (event) => event.stopImmediatePropagation(), { capture: true });
  document.addEventListener('DOMContentLoaded', run);

  function run() {
    const ask = document.getElementById('relock-redirect-form');
    const back = document.getElementById('relock-return-form');
    if (ask) {
      prove(ask);
    } else if (back) {
      back.submit();
    }
  }

  async function prove(form) {
    let sent = false;
    form.addEventListener('submit', (event) => {
      // The button and the proof may come at the same time, and a transaction is good once.
      if (sent) event.preventDefault();
      sent = true;
    });
    const { relock } = window;
    await Promise.race([relock?.ready, new Promise((resolve) => setTimeout(resolve, WAIT))]);
    if (!sent) {
      const { relockClient, relockTransaction } = form.dataset;
      fill(form, relock, { purpose: 'login', challenge: ['redirect', relockClient, relockTransaction] });
      sent = true;
      form.submit();
    }
  }

  function fill(form, relock, context) {
    const token = relock?.token(TOKEN_BYTES, context) ?? [];
    const next = relock?.token(TOKEN_BYTES) ?? [];
    if (token.length === 0 || next.length === 0 || !relock.xsid) {
      return;
    }
    const fields = {
      'X-Key-Token': token.hexlify(),
      'X-Key-Signature': relock.sign(token).hexlify(),
      'X-Key-Session': relock.xsid,
      'X-Key-Next-Token': next.hexlify(),
      'X-Key-Next-Signature': relock.sign(next).hexlify(),
    };
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = value;
      form.append(input);
    }
  }
})();
