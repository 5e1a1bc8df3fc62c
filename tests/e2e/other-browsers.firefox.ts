/** Firefox as its makers and distributions ship it, driven by Marionette: Playwright only drives a build of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A microphone of Firefox's own, no questions asked, sound without a touch, nothing fetched of its own accord. */
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.normandy.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.unified': false,
  'extensions.update.enabled': false,
  'app.update.enabled': false,
};

/** Name of a Firefox on this machine: $FIREFOX, or the system's. Undefined where there is none. */
export function findFirefox(): string | undefined {
  const names = process.env.FIREFOX ? [process.env.FIREFOX] : ['firefox-esr', 'firefox'];
  return names.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Connects once the browser listens; it says nothing when it begins to. */
async function connected(port: number, browser: ChildProcess): Promise<Socket> {
  for (;;) {
    if (browser.exitCode !== null) throw new Error(`Firefox ended with ${browser.exitCode}.`);
    const socket = await new Promise<Socket | undefined>((resolve) => {
      const trying = connect(port, '127.0.0.1', () => resolve(trying));
      trying.on('error', () => resolve(undefined));
    });
    if (socket) return socket;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export class Firefox {
  readonly #waiting = new Map<number, (answer: { error: unknown; value: unknown }) => void>();
  #buffer = Buffer.alloc(0);
  #id = 0;

  private constructor(
    private readonly browser: ChildProcess,
    private readonly socket: Socket,
    private readonly profile: string,
  ) {
    socket.on('data', (bytes) => this.#read(bytes));
  }

  static async open(name: string): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'sotto-firefox-'));
    const port = await freePort();
    const lines = Object.entries({ ...PREFERENCES, 'marionette.port': port }).map(
      ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join('\n'));
    const browser = spawn(name, ['--headless', '--marionette', '--no-remote', '--profile', profile, 'about:blank'], {
      stdio: 'ignore',
      env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1', HOME: profile },
    });
    const firefox = new Firefox(browser, await connected(port, browser), profile);
    await firefox.#send('WebDriver:NewSession', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    await firefox.#send('WebDriver:SetTimeouts', { script: 240_000, pageLoad: 60_000 });
    return firefox;
  }

  async goto(url: string): Promise<void> {
    await this.#send('WebDriver:Navigate', { url });
  }

  /** Runs the body of an async function in the page. @returns what it returns, as JSON. */
  async run(body: string): Promise<unknown> {
    const script = `const done = arguments[arguments.length - 1];
      (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = await this.#send('WebDriver:ExecuteAsyncScript', { script, args: [], sandbox: null });
    const { value, error } = fieldOf(answer, 'value');
    if (error !== undefined) throw new Error(String(error));
    return value;
  }

  /** Presses the pointer on an element, wherever in the shadow trees it is: only a real press lets a page make sound. */
  async click(selector: string): Promise<void> {
    const at = await this.run(`const find = (root) => root.querySelector(${JSON.stringify(selector)})
        ?? [...root.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot && find(shadowRoot)).find(Boolean);
      const element = find(document);
      element.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return [Math.round(x + width / 2), Math.round(y + height / 2)];`);
    const [x, y] = Array.isArray(at) ? at : [];
    const actions = [
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.#send('WebDriver:PerformActions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.browser.once('exit', resolve));
    await this.#send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => this.browser.kill('SIGKILL'));
    this.socket.destroy();
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #send(command: string, parameters: unknown): Promise<unknown> {
    const id = ++this.#id;
    const answer = new Promise<{ error: unknown; value: unknown }>((resolve) => this.#waiting.set(id, resolve));
    const text = JSON.stringify([0, id, command, parameters]);
    this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    const { error, value } = await answer;
    if (error) throw new Error(`${command}: ${JSON.stringify(error)}`);
    return value;
  }

  /** A message is its length in bytes, a colon, and JSON. */
  #read(bytes: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      const length = Number(this.#buffer.subarray(0, colon).toString());
      if (colon < 0 || this.#buffer.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(this.#buffer.subarray(colon + 1, colon + 1 + length).toString());
      this.#buffer = this.#buffer.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message;
      this.#waiting.get(id)?.({ error, value });
      this.#waiting.delete(id);
    }
  }
}

function fieldOf(answer: unknown, name: string): { value?: unknown; error?: unknown } {
  if (typeof answer !== 'object' || answer === null || !(name in answer)) return {};
  const field: unknown = Reflect.get(answer, name);
  return typeof field === 'object' && field !== null ? field : {};
}
