/** Where the agent is built. */
export const AGENT = new URL('../../../../agent-js/', import.meta.url);
