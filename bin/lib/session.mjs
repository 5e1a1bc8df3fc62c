// The built app in headless Chromium with a programmable microphone: the outside instrument of tests/probe provides the
// microphone and listens to the speaker; the app's own traces are read beside it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from './chromium.mjs';
import { memoryMb } from './processes.mjs';
import { serveApp } from './serve-app.mjs';
import { standstill } from './standstill.mjs';
import { echoQuery, ProbeMicrophone } from './turns/probe-microphone.mjs';

/** Silence after a clip that raised no turn before it counts as unanswered: the end-of-turn silence and a margin. */
const UNANSWERED_MS = 1500;
/** Where the app is served whose data are kept: nothing known uses it. */
const KEPT_PORT = 4379;

export class Session {
  /** @type {{ url: string, close: () => Promise<void> } | undefined} */
  #server;
  /** @type {import('playwright').BrowserContext} */
  context;
  /** @type {import('playwright').Page} */
  page;
  /** @type {ProbeMicrophone | undefined} */
  microphone;
  /** Folder of the browser's profile. */
  profile = '';
  #keepProfile = false;
  #mayListen = true;
  /** Addresses asked for that are not the app's own. */
  foreignRequests = [];
  cspViolations = [];
  /** Errors of the page and its console. */
  problems = [];
  /** First run: from opening the page to ready, the wait for the button in it. */
  coldReadyMs = 0;
  readyMs = 0;
  warmFetchedBytes = 0;
  timeOriginMs = 0;
  version = '';

  /**
   * Opens the app, sets it up on a fresh profile, and opens it again: a second start as users have it every day.
   * @param options `warm`: whether it is opened again. `probe`: whether the probe's microphone and ears are there; without
   * them the microphone is Chromium's own, with `flags` to choose what it plays. `query` and `echo`: as `visit` takes them,
   * for both starts. `profile`: a folder that is kept, with all that the app keeps in it; without it a fresh one.
   * `listen`: whether the microphone is opened; typed questions need none.
   */
  static async open({
    flags = [],
    warm = true,
    probe = true,
    query,
    echo,
    profile,
    listen = true,
    log = () => {},
  } = {}) {
    const session = new Session();
    session.#mayListen = listen;
    // What the app keeps belongs to its address, port and all.
    session.#server = await serveApp(profile === undefined ? 0 : KEPT_PORT);
    session.#keepProfile = profile !== undefined;
    if (profile !== undefined) mkdirSync(profile, { recursive: true });
    session.profile = profile ?? mkdtempSync(join(tmpdir(), 'sotto-'));
    session.context = await chromium.launchPersistentContext(session.profile, {
      executablePath: findChromium(),
      headless: false,
      args: [
        '--headless=new',
        '--disable-gpu',
        '--enable-blink-features=ForceEagerMeasureMemory',
        ...CHROMIUM_FLAGS,
        ...flags,
      ],
      permissions: ['microphone'],
      viewport: { width: 1280, height: 800 },
      // What is measured comes from the server.
      serviceWorkers: 'block',
    });
    try {
      await session.#watch();
      if (probe) session.microphone = await ProbeMicrophone.install(session.context, session.page);
      await session.#start({ query, echo }, log, warm);
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  /** Notes every request to another host, every violation of the security policy and every error of the page. */
  async #watch() {
    const { context } = this;
    const origin = new URL(this.#server.url).origin;
    context.on('request', (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && asked !== origin) this.foreignRequests.push(request.url());
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`securitypolicyviolation ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    this.page = context.pages()[0] ?? (await context.newPage());
    this.page.on('pageerror', (error) => this.problems.push(error.message));
    this.page.on('crash', () => this.problems.push('the page crashed'));
    this.page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const list = /securitypolicyviolation|Content Security Policy/i.test(message.text())
        ? this.cspViolations
        : this.problems;
      list.push([message.text(), message.location().url].filter(Boolean).join(' '));
    });
  }

  async #start(how, log, warm) {
    await this.page.goto(this.#address(how));
    const installed = await this.page.waitForFunction(() => {
      const { phase } = window.sotto ?? {};
      return phase === 'setup' ? 'no' : phase && phase !== 'starting' ? 'yes' : false;
    });
    const fresh = (await installed.jsonValue()) === 'no';
    log(fresh ? 'first start: fetching and loading the models …' : 'loading the models …');
    this.coldReadyMs = fresh ? await this.#setUp() : await this.#ready();
    this.readyMs = this.coldReadyMs;
    if (warm && fresh) {
      log('second start, from this device …');
      await this.page.reload();
      this.readyMs = await this.#ready();
      this.warmFetchedBytes = await this.page.evaluate(() => window.sotto.fetchedBytes);
    }
    this.version = await this.page.evaluate(() => window.sotto.version);
    await this.#begin();
  }

  #address({ query, echo }) {
    const parts = [query, echoQuery(echo)].filter(Boolean);
    return `${this.#server.url}${parts.length ? `?${parts.join('&')}` : ''}`;
  }

  /**
   * Opens the app anew in the same tab, and listens; the conversation and what the probe heard are gone.
   * @param {{ query?: string, echo?: string }} how `query`: of the page, as `without=drafts`. `echo`: how loud and how late the
   * app's own sound comes back into the microphone, as `-20dB,80ms`.
   */
  async visit(how = {}) {
    await this.page.goto(this.#address(how));
    this.readyMs = await this.#ready();
    await this.#begin();
  }

  async #begin() {
    this.timeOriginMs = await this.page.evaluate(() => performance.timeOrigin);
    if (!this.#mayListen) return;
    await this.#listen();
    await this.microphone?.start();
  }

  async #setUp() {
    await this.page.locator('#setup').click();
    const readyMs = await this.#ready();
    if (this.#mayListen) {
      await this.page.waitForFunction(() => ['listening', 'failed'].includes(window.sotto.phase));
    }
    return readyMs;
  }

  async #ready() {
    await this.page.waitForFunction(
      () => window.sotto?.readyMs !== undefined || window.sotto?.phase === 'failed',
      null,
      { timeout: 180_000 },
    );
    const readyMs = await this.page.evaluate(() => window.sotto.readyMs);
    if (readyMs === undefined) throw new Error(`Sotto did not get ready: ${await this.faultText()}`);
    return readyMs;
  }

  async #listen() {
    if ((await this.phase()) === 'ready') await this.page.locator('#talk').click();
    await this.page.waitForFunction(() => window.sotto.phase === 'listening');
  }

  phase() {
    return this.page.evaluate(() => window.sotto.phase);
  }

  faultText() {
    return this.page
      .locator('sotto-fault')
      .innerText({ timeout: 1000 })
      .catch(() => 'no reason shown');
  }

  /**
   * Speaks a WAV file into the microphone and waits for the end of the answer.
   * @param {string} file
   * @param {{ afterSilenceMs?: number, duringReplyMs?: number }} when the probe's condition: after a silence, or during the reply now being played (tests/probe/README.md).
   * @returns the app's records of it, and whether the file holds a voice at all.
   */
  async say(file, when = { afterSilenceMs: 500 }) {
    const before = await this.turnCount();
    const voiced = await this.microphone.play(file, when);
    // Half a second also after an answer: a clip with a pause in it may raise a second turn.
    await this.rest(before, { settleMs: 500 });
    const records = await this.page.evaluate((from) => window.sotto.turns.slice(from), before);
    return { records, voiced };
  }

  /** Types a question and sends it. */
  async type(text) {
    await this.page.locator('#text').fill(text);
    await this.page.locator('#text').press('Enter');
  }

  /** The key that ends a reply. */
  async stopReply() {
    await this.page.keyboard.press('Escape');
  }

  turnCount() {
    return this.page.evaluate(() => window.sotto.turns.length);
  }

  /**
   * Waits until the app is in one of the phases.
   * @param {string[]} phases
   * @param before turns there were before: one more and the wait is over too, as it is when nothing has stirred for `quietMs`.
   * @returns whether a phase was met.
   */
  async reach(phases, before, quietMs = UNANSWERED_MS) {
    await this.#quietFrom();
    const met = await this.page
      .waitForFunction(
        ([wanted, from, unansweredMs]) => {
          const { phase, turns } = window.sotto;
          if (wanted.includes(phase)) return 'met';
          return turns.length > from || window.__sottoQuietMs() > unansweredMs ? 'over' : false;
        },
        [phases, before, quietMs],
        { timeout: 60_000, polling: 20 },
      )
      .catch((error) => standstill(this.page, error));
    return (await met.jsonValue()) === 'met';
  }

  /** Waits until nobody speaks and nothing is being worked on. `before`: turns there were before what is waited for. */
  async rest(before, { settleMs = 100 } = {}) {
    await this.#quietFrom();
    await this.page
      .waitForFunction(
        ([from, answeredMs, unansweredMs]) => {
          const answered = window.sotto.turns.length > from;
          return window.__sottoQuietMs() > (answered ? answeredMs : unansweredMs);
        },
        [before, settleMs, UNANSWERED_MS],
        { timeout: 120_000, polling: 50 },
      )
      .catch((error) => standstill(this.page, error));
  }

  /** Begins to count how long the app has been at rest. */
  async #quietFrom() {
    await this.page.evaluate(() => {
      let since = performance.now();
      window.__sottoQuietMs = () => {
        const { phase, utterances } = window.sotto;
        const quiet = phase === 'listening' && utterances.started === utterances.ended + utterances.misfires;
        if (!quiet) since = performance.now();
        return performance.now() - since;
      };
    });
  }

  /** What the app itself tells: records of its turns and what happened beside them. */
  diagnostics() {
    return this.page.evaluate(() => {
      const { turns, incidents, utterances } = window.sotto;
      return { turns: [...turns], incidents: [...(incidents ?? [])], utterances: { ...utterances } };
    });
  }

  /** What the probe heard, a row for each clip said. With `saveDir` the replies are written there as WAV files. */
  async heard(saveDir) {
    return (await this.microphone.recording(saveDir)).rows;
  }

  /** Memory of the page and its workers in MB. */
  memoryMb() {
    return memoryMb(this.page, this.profile);
  }

  async close() {
    await this.context?.close().catch(() => {});
    await this.#server?.close();
    if (this.profile && !this.#keepProfile) rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
