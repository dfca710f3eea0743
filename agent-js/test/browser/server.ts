import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayDouble } from '../double/gateway.js';

const script = readFileSync(new URL('../../dist/relock.js', import.meta.url));

/** One request that carried a proof in its headers, and what the proof came to. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A small web site on localhost with the gateway double under `/relock/`. */
export class Site {
  readonly gateway: GatewayDouble;
  readonly seen: SeenRequest[] = [];
  /** Pages by path; others are the default page. */
  readonly pages = new Map<string, string>();
  /** Statuses that `/api/…` answers with next; then 200. */
  readonly statuses: number[] = [];
  readonly #server: Server;

  constructor(gateway = new GatewayDouble()) {
    this.gateway = gateway;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, 'localhost', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Bodies posted to this path. */
  posted(path: string): SeenRequest[] {
    return this.seen.filter(({ url }) => url === path);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    if (request.method === 'POST' || url.startsWith('/api')) {
      this.seen.push({ method: request.method ?? '', url, headers: request.headers, body });
    }
    const json = (status: number, value: object, headers: Record<string, string | string[]> = {}): void => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(value));
    };
    if (url === '/relock/relock.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
    } else if (url === '/relock/exchange') {
      const reply = this.gateway.exchange(body);
      const session = /"session":"(\w+)"/.exec(Buffer.from(String(reply.json['payload']), 'base64url').toString())?.[1];
      json(
        reply.status,
        reply.json,
        session ? { 'Set-Cookie': `X-Key-Session=${session}; Path=/; SameSite=Lax; Secure` } : {},
      );
    } else if (url.startsWith('/relock/')) {
      const proof = JSON.parse(body || '{}') as Record<string, string>;
      const token = Buffer.from(proof['X-Key-Token'] ?? '', 'hex');
      const status = this.gateway.epochs.verify(token, Buffer.from(proof['X-Key-Signature'] ?? '', 'hex'));
      if (url === '/relock/close') this.gateway.epochs.close(token);
      json(status, { status_code: status, message: String(status) });
    } else if (url.startsWith('/api/')) {
      const status = this.statuses.shift() ?? 200;
      json(status, { status_code: status }, status === 401 ? { 'WWW-Authenticate': 'Relock error="409 rotate"' } : {});
    } else {
      const page = this.pages.get(url.split('?')[0] ?? '') ?? PAGE;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(page);
    }
  }
}

/** Writes down every event that a page hears, in order. */
export const LISTENERS = `<script>
  window.heard = [];
  for (const name of ['X-Key-Established', 'XKeyEstablished', 'XReKeying', 'X-Key-Rekeying-Done'])
    for (const [where, target] of [['document', document], ['window', window]])
      target.addEventListener(name, (event) => heard.push(name + ' ' + where + ' ' + event.detail.valid));
</script>`;

export const PAGE = `<!doctype html><title>page</title>${LISTENERS}<script src="/relock/relock.js" defer></script><p>page`;
