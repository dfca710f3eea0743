// What the pages of the application do with the agent.
const show = (id, text) => {
  document.getElementById(id).textContent = text;
};

/** A proof for the gateway's own login, by way of the application's server. */
async function bind() {
  const token = relock.token();
  const response = await fetch('/bind', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      'X-Key-Token': token.hexlify(),
      'X-Key-Signature': relock.sign(token).hexlify(),
      'X-Key-Session': relock.xsid,
    }),
  });
  show('bound', response.ok ? 'This browser is yours.' : `This browser is not known as yours (${response.status}).`);
}

async function order() {
  const response = await relock.fetch('/orders', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ what: 'tea' }),
  });
  show('result', response.ok ? `Ordered ${(await response.json()).ordered}` : `Refused (${response.status})`);
}

addEventListener('DOMContentLoaded', async () => {
  await relock.ready;
  if (!document.getElementById('user')) return;
  document.getElementById('order').addEventListener('click', order);
  await bind();
});
