// Writes down every event of the agent, where it was heard, and how the loading indicator looked.
window.heard = [];
for (const type of ['XReKeying', 'X-Key-Established', 'XKeyEstablished', 'X-Key-Rekeying-Done']) {
  for (const [on, target] of Object.entries({ document, window })) {
    target.addEventListener(type, ({ detail }) => window.heard.push({ type, on, detail }));
  }
}

window.loaderWas = [];
new MutationObserver((changes) => {
  for (const { target } of changes) window.loaderWas.push(target.style.visibility);
}).observe(document, { subtree: true, attributeFilter: ['style'] });
