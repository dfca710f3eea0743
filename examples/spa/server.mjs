// Serves the built application and its API. The handler of the API is written as route handlers of Next.js are; what is around it
// is what such a framework brings.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { provenBy } from '../check/route.mjs';

const { PORT = 3000, ORIGIN, ISSUER, KEYCLOAK, CLIENT_ID, CLIENT_SECRET } = process.env;

const proven = provenBy({
  gateway: `${ISSUER}/relock/`,
  origin: ORIGIN,
  client: { id: CLIENT_ID, secret: CLIENT_SECRET },
});

const ROUTES = {
  'POST /api/orders': proven(async (request, { relock }) => {
    if (!relock.sub) return new Response(null, { status: 403 });
    const { what } = await request.json();
    return Response.json({ ordered: what, by: relock.sub });
  }),
};

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const DIST = new URL('dist/', import.meta.url).pathname;
const POLICY = `default-src 'none'; script-src 'self' ${KEYCLOAK}; connect-src 'self' ${KEYCLOAK}`;

async function file(pathname) {
  const name = normalize(pathname === '/' ? '/index.html' : pathname);
  try {
    const bytes = await readFile(join(DIST, name));
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    return new Response(bytes, { headers: { 'Content-Type': type, 'Content-Security-Policy': POLICY } });
  } catch {
    return new Response(null, { status: 404 });
  }
}

async function answer({ method, url, headers }, body) {
  const request = new Request(new URL(url, ORIGIN), { method, headers, body: body.length ? body : undefined });
  const { pathname } = new URL(request.url);
  const route = ROUTES[`${method} ${pathname}`];
  return route ? route(request) : file(pathname);
}

createServer(async (incoming, outgoing) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const response = await answer(incoming, Buffer.concat(chunks)).catch(() => new Response(null, { status: 500 }));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}).listen(Number(PORT), '127.0.0.1');
