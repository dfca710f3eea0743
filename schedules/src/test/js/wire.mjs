import { ask } from './gateway.mjs';

/** A message on its way, and whatever the gateway answered to it. */
class Sent {
  answers = [];
  delivered = false;

  constructor(tab, message, epoch) {
    const { n, jwk, key } = JSON.parse(Buffer.from(message.payload, 'base64url'));
    this.tab = tab;
    this.browser = tab.browser;
    this.message = message;
    this.n = n;
    this.key = key;
    this.device = jwk.x;
    this.cookie = tab.browser.cookie;
    /** Whether it was sent before the browser was copied. */
    this.old = !epoch.copied;
    this.text = `${tab.name} ${message.purpose} ${n}`;
  }
}

/** The network: brings messages late, twice, long after, or not at all; never changes one. */
export class Wire {
  /** All that was sent and may still arrive. */
  sent = [];
  messages = 0;
  conflicts = 0;
  #world;

  constructor(world) {
    this.#world = world;
  }

  post(tab, message) {
    const sent = new Sent(tab, message, this.#world);
    this.sent.push(sent);
    return sent;
  }

  forget(sent) {
    this.sent.splice(this.sent.indexOf(sent), 1);
  }

  /** Brings a message to the gateway, with any cookie; the answer is kept with the message. */
  async deliver(sent, cookie) {
    const { status, body, cookie: sealed, collisions } = await ask({
      op: 'exchange',
      world: this.#world.id,
      body: JSON.stringify(sent.message),
      cookie,
    });
    this.messages++;
    sent.delivered = true;
    if (sent.message.purpose === 'conflict') this.conflicts++;
    const answer = { status, body, sealed };
    this.#world.note(`${sent.text} → ${status}`);
    this.#world.judge(sent, answer, collisions);
    return answer;
  }
}
