/** Module hooks: the agent's `@noble/ed25519` is `ed25519.mjs`. */
export const resolve = (specifier, context, next) =>
  specifier === '@noble/ed25519'
    ? { url: new URL('ed25519.mjs', import.meta.url).href, shortCircuit: true }
    : next(specifier, context);
