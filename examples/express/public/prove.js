// A navigation came without a fresh proof, as after a reload. The agent has put a new one into the cookies once it is ready;
// if that did not help, it never will.
const TRIED = `proved ${location.href}`;

addEventListener('DOMContentLoaded', async () => {
  const { valid } = await relock.ready;
  const again = Date.now() - Number(sessionStorage.getItem(TRIED)) < 10_000;
  if (valid && !again) {
    sessionStorage.setItem(TRIED, Date.now());
    location.reload();
  } else {
    document.getElementById('state').textContent = 'This page opens only in a browser that proves its key.';
  }
});
