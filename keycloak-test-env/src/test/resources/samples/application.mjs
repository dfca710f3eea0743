// The application behind the reverse proxy, in Node: serves a directory, checks the proof of each order at the gateway, and
// runs the backend sample. Arguments: port, directory, the application's origin as its users see it.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [port, directory, origin] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < 20) throw new Error(`Node ${process.version} is too old: 20 is needed`);

await import(pathToFileURL(join(directory, 'blanks.mjs')));
const { POST: signInToRelock } = await import(pathToFileURL(join(directory, 'backend.mjs')));

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript' };

/** A request as web frameworks hand it on: `Request`, and the cookies beside it. */
async function received(incoming) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method, url, headers } = incoming;
  const body = chunks.length ? Buffer.concat(chunks) : undefined;
  const cookies = (headers.cookie ?? '').split('; ').map((pair) => {
    const [name, value] = pair.split('=');
    return [name, { name, value }];
  });
  return Object.assign(new Request(origin + url, { method, headers, body }), { cookies: new Map(cookies) });
}

/** Is this request the user's own? The gateway knows; the proof comes as the browser sent it. */
async function order(request) {
  const proof = {
    'X-Key-Token': request.headers.get('X-Key-Token'),
    'X-Key-Signature': request.headers.get('X-Key-Signature'),
    'X-Key-Session': request.cookies.get('X-Key-Session')?.value,
  };
  const answer = await fetch('/relock/confirm', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(proof),
  });
  return Response.json({ gateway: answer.status, order: await request.json() }, { status: answer.ok ? 200 : 401 });
}

async function page({ pathname }) {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  if (!/^[\w.-]+$/.test(name)) return new Response('Not found', { status: 404 });
  try {
    return new Response(await readFile(join(directory, name)), {
      headers: {
        'Content-Type': `${TYPES[extname(name)]}; charset=utf-8`,
        // What the nonce of the script tag is for: the agent needs no more than this.
        'Content-Security-Policy': "default-src 'none'; script-src 'nonce-bEbGDRxhjvw='; connect-src 'self'",
      },
    });
  } catch {
    return new Response('Not found', { status: 404 });
  }
}

const POSTS = { '/some/path': order, '/sign-in-to-relock': signInToRelock };

async function answer(request) {
  const url = new URL(request.url);
  const post = request.method === 'POST' && POSTS[url.pathname];
  return post ? post(request) : page(url);
}

createServer((incoming, outgoing) => {
  received(incoming)
    .then(answer)
    .catch((error) => new Response(String(error.stack), { status: 500 }))
    .then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    });
}).listen(Number(port), '127.0.0.1');
