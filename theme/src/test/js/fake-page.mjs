import { readFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';

const SCRIPT = new Script(
  readFileSync(new URL('../../main/resources/theme-resources/resources/js/relock-login.js', import.meta.url), 'utf8'),
);

/** As much of a form as the script looks at. */
export class FakeForm extends EventTarget {
  constructor({ id = '', action = '', dataset = {}, fields = [] }) {
    super();
    Object.assign(this, { id, action, dataset, fields: [...fields], submitted: [] });
  }

  getAttribute(name) {
    return name === 'action' ? this.action : null;
  }

  matches() {
    return 'relockChallenge' in this.dataset && 'relockPurpose' in this.dataset;
  }

  querySelector() {
    return this.fields.find(({ name, type }) => name === 'password' || type === 'password') ?? null;
  }

  querySelectorAll(selector) {
    const [, name] = /\[name="([^"]+)"]/.exec(selector);
    return this.fields.filter((field) => field.type === 'hidden' && field.name === name);
  }

  append(field) {
    field.remove = () => this.fields.splice(this.fields.indexOf(field), 1);
    this.fields.push(field);
  }

  requestSubmit(submitter) {
    this.page.submit(this, submitter);
  }

  /** The hidden fields, by name. */
  get hidden() {
    return Object.fromEntries(
      this.fields.filter(({ type }) => type === 'hidden').map(({ name, value }) => [name, value]),
    );
  }
}

/** An agent that makes readable tokens. */
export function fakeAgent(over = {}) {
  const bytes = (text) => Object.assign([...text], { hexlify: () => text });
  return {
    ready: Promise.resolve(),
    xsid: 'session',
    token: (size, context) => bytes(JSON.stringify([size, context])),
    sign: () => bytes('signature'),
    ...over,
  };
}

/** Opens a page with these forms and runs the script on it. */
export function open({ path = '/realms/demo/login-actions/authenticate', forms = [], relock, framed = false }) {
  const listeners = [];
  const scripts = [];
  const document = {
    readyState: 'complete',
    addEventListener: (type, hear) => type === 'submit' && listeners.push(hear),
    createElement: (tag) =>
      tag === 'script' ? Object.assign(new EventTarget(), { tag }) : { tag, remove: () => undefined },
    head: { append: (script) => scripts.push(script) },
    querySelectorAll: () => forms.filter((form) => form.matches() && 'relockAuto' in form.dataset),
  };
  const window = { location: { pathname: path, href: `https://login.example.com${path}` }, relock };
  window.self = window;
  window.top = framed ? {} : window;
  const page = {
    window,
    scripts,
    /** Submits as a browser does: listeners first, then, unless one prevents it, the form goes out. */
    submit(form, submitter = null) {
      const event = {
        target: form,
        submitter,
        defaultPrevented: false,
        preventDefault() {
          this.defaultPrevented = true;
        },
      };
      listeners.forEach((hear) => hear(event));
      if (!event.defaultPrevented) form.submitted.push(form.hidden);
    },
    run: () => SCRIPT.runInContext(context),
  };
  forms.forEach((form) => Object.assign(form, { page }));
  const context = createContext({ window, document, URL, Promise, setTimeout, Symbol, Number, Math, Object, WeakSet });
  page.run();
  return page;
}

/** Lets what is pending come to rest. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Waits for a condition; the test runner's own time limit ends a wait in vain. */
export async function until(condition) {
  while (!condition()) await settle();
}
