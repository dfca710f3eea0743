// For handlers that take a `Request` and return a `Response`, as the route handlers of Next.js do:
//
//   // app/api/orders/route.js
//   export const POST = proven(async (request, { relock }) => Response.json({ by: relock.sub }));
import { requestCheck } from './relock.mjs';

/** @param options of requestCheck */
export function provenBy(options) {
  const check = requestCheck(options);
  return (handler) =>
    async (request, context = {}) => {
      const body = new Uint8Array(await request.clone().arrayBuffer());
      const { pathname, search } = new URL(request.url);
      const { facts, refusal } = await check({
        method: request.method,
        path: pathname + search,
        body,
        header: (name) => request.headers.get(name) ?? undefined,
      });
      if (refusal) return new Response(null, refusal);
      return handler(request, { ...context, relock: facts });
    };
}
