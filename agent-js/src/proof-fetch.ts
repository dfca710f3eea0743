import type { TabSession } from './session.js';

/** `WWW-Authenticate` of a gateway that knows the session but not the epoch, or has forgotten the session. */
const RENEWABLE = /\brelock\b.*\b(409|404)\b/i;

const wantsNewKey = ({ status, headers }: Response): boolean =>
  status === 409 || (status === 401 && RENEWABLE.test(headers.get('WWW-Authenticate') ?? ''));

/**
 * A `fetch` that adds the three proof headers, bound to the method, final URL and body of the request, and asks once more,
 * with a fresh key, when it is told that the key is not current.
 *
 * Other origins than the listed ones are fetched without proof. With proof, redirects are not followed unless `init` asks
 * for it: a proof is good for one URL, and would be handed to whomever a redirect names.
 */
export const proofFetch =
  (session: TabSession, origins: readonly string[], fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!origins.includes(url.origin)) return fetch(request);

    const body = await request.arrayBuffer();
    const redirect = init?.redirect ?? (request.redirect === 'follow' ? 'error' : request.redirect);
    const send = async (): Promise<Response> => {
      if (!session.epoch) await session.rekey();
      const proof = session.proof({ method: request.method, url, body });
      const headers = { ...Object.fromEntries(request.headers), ...proof };
      const withBody = !/^(GET|HEAD)$/.test(request.method) && { body };
      return fetch(new Request(request, { headers, ...withBody, ...(proof && { redirect }) }));
    };

    const response = await send();
    return wantsNewKey(response) && (await session.rekey()).valid ? send() : response;
  };
