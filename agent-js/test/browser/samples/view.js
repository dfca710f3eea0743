// Dispatching a 'beforeunload' event to inform Relock about the view change
window.dispatchEvent(new CustomEvent('beforeunload', {
bubbles: true,
detail: { manual: true }
}));
// Dispatching an 'x-close' event after a brief delay, simulating tab or view closure
window.setTimeout(() => {
window.dispatchEvent(new CustomEvent('x-close', {
bubbles: true,
detail: { manual: true }
}));
}, 100);
