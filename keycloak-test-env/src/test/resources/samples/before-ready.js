// Runs right after the agent, before it can have agreed on a key.
window.beforeReady = {
  token: window.relock.token(),
  signature: window.relock.sign(new Uint8Array([1])),
  id: window.relock.id,
  public: window.relock.public,
  xsid: window.relock.xsid,
};
