// The built app in headless Chromium with a programmable microphone: the outside instrument of tests/probe provides the
// microphone and listens to the speaker; the app's own traces are read beside it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { analyze, readWav, speechEdges, Tap } from '../../tests/probe/analyze.mjs';
import { CHROMIUM_FLAGS, findChromium } from './chromium.mjs';
import { rendererMemoryMb } from './processes.mjs';
import { serveApp } from './serve-app.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROBE = join(ROOT, 'tests/probe');
const TAP_PATH = '/__voice_probe_tap.js';
/** How the probe hears: its own defaults (tests/probe/README.md). */
const HEARING = { thresholdDb: -50, replyEndMs: 1500, maxReplyMs: 60_000 };
/** Silence after a clip that raised no turn before it counts as unanswered: the end-of-turn silence and a margin. */
const UNANSWERED_MS = 1500;

export class Session {
  /** @type {Map<string, { sr: number, x: Float32Array<ArrayBuffer>, edges: [number, number], voiced: boolean }>} */
  #clips = new Map();
  /** @type {object[]} */
  #said = [];
  /** @type {{ url: string, close: () => Promise<void> } | undefined} */
  #server;
  /** @type {import('playwright').BrowserContext} */
  context;
  /** @type {import('playwright').Page} */
  page;
  /** @type {import('playwright').CDPSession} */
  cdp;
  /** Folder of the browser's profile. */
  profile = '';
  /** @type {string[]} Addresses asked for that are not the app's own. */
  foreignRequests = [];
  /** @type {string[]} */
  cspViolations = [];
  /** @type {string[]} Errors of the page and its console. */
  problems = [];
  /** First run: from opening the page to ready, the wait for the button in it. */
  coldReadyMs = 0;
  /** Second start. */
  readyMs = 0;
  warmFetchedBytes = 0;
  timeOriginMs = 0;
  version = '';

  /**
   * Opens the app, sets it up on a fresh profile, and opens it again: a second start as users have it every day.
   * @param options `warm`: whether it is opened again. `probe`: whether the probe's microphone and ears are there; without
   * them the microphone is Chromium's own, with `flags` to choose what it plays.
   */
  static async open({ flags = [], warm = true, probe = true, log = () => {} } = {}) {
    const session = new Session();
    session.#server = await serveApp();
    session.profile = mkdtempSync(join(tmpdir(), 'sotto-'));
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
    });
    try {
      await session.#watch();
      if (probe) await session.#installProbe();
      await session.#start(log, warm);
      if (probe) await session.page.evaluate(() => window.__voiceProbe.start());
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

  /** The probe's microphone, its taps on what the app plays, and the worklet they need. */
  async #installProbe() {
    const probe = readFileSync(join(PROBE, 'probe-page.js'), 'utf8');
    await this.context.addInitScript(
      `{const config=${JSON.stringify({ tapUrl: TAP_PATH, echo: null, ...HEARING })};\n${probe}}`,
    );
    this.cdp = await this.context.newCDPSession(this.page);
    const tap = Buffer.from(readFileSync(join(PROBE, 'probe-tap.js'))).toString('base64');
    // Worklet modules pass Playwright's routes by; the DevTools protocol sees them.
    await this.cdp.send('Fetch.enable', { patterns: [{ urlPattern: `*://*${TAP_PATH}` }] });
    this.cdp.on('Fetch.requestPaused', ({ requestId }) =>
      this.cdp
        .send('Fetch.fulfillRequest', {
          requestId,
          responseCode: 200,
          body: tap,
          responseHeaders: [
            { name: 'content-type', value: 'text/javascript' },
            { name: 'cross-origin-resource-policy', value: 'same-origin' },
          ],
        })
        .catch(() => {}),
    );
  }

  async #start(log, warm) {
    log('first start: fetching and loading the models …');
    await this.page.goto(this.#server.url);
    this.coldReadyMs = await this.#setUp();
    if (warm) {
      log('second start, from this device …');
      await this.page.reload();
      this.readyMs = await this.#ready();
      this.warmFetchedBytes = await this.page.evaluate(() => window.sotto.fetchedBytes);
    } else {
      this.readyMs = this.coldReadyMs;
    }
    this.timeOriginMs = await this.page.evaluate(() => performance.timeOrigin);
    this.version = await this.page.evaluate(() => window.sotto.version);
    await this.#listen();
  }

  async #setUp() {
    await this.page.waitForFunction(() => window.sotto?.phase === 'setup');
    await this.page.locator('#setup').click();
    const readyMs = await this.#ready();
    await this.page.waitForFunction(() => ['listening', 'failed'].includes(window.sotto.phase));
    return readyMs;
  }

  async #ready() {
    await this.page.waitForFunction(
      () => window.sotto?.readyMs !== undefined || window.sotto?.phase === 'failed',
      null,
      {
        timeout: 180_000,
      },
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
    const clip = this.#clip(file);
    if (!(await this.page.evaluate((name) => window.__voiceProbe.has(name), file))) {
      const bytes = Buffer.from(clip.x.buffer, clip.x.byteOffset, clip.x.byteLength).toString('base64');
      await this.page.evaluate(
        ([name, rate, data]) => window.__voiceProbe.load(name, rate, data),
        [file, clip.sr, bytes],
      );
    }
    const ms = (sample) => (sample / clip.sr) * 1000;
    const before = await this.page.evaluate(() => window.sotto.turns.length);
    const { frame } = await this.page.evaluate((request) => window.__voiceProbe.say(request), {
      name: file,
      cond: when,
      gain: 1,
      voicedStartMs: ms(clip.edges[0]),
      voicedEndMs: ms(clip.edges[1]),
      replyMs: 30_000,
    });
    this.#said.push({ ...clip, wav: basename(file), cond: {}, frame, gain: 1 });
    await this.#answered(before);
    const records = await this.page.evaluate((from) => window.sotto.turns.slice(from), before);
    return { records, voiced: clip.voiced };
  }

  async #answered(turnsBefore) {
    await this.page.evaluate(() => {
      window.__sottoQuietSince = performance.now();
    });
    await this.page.waitForFunction(
      ([before, unansweredMs]) => {
        const { phase, utterances, turns } = window.sotto;
        const quiet = phase === 'listening' && utterances.started === utterances.ended + utterances.misfires;
        if (!quiet) window.__sottoQuietSince = performance.now();
        const quietMs = performance.now() - window.__sottoQuietSince;
        // Half a second also after an answer: a clip with a pause in it may raise a second turn.
        return quiet && (turns.length > before ? quietMs > 500 : quietMs > unansweredMs);
      },
      [turnsBefore, UNANSWERED_MS],
      { timeout: 120_000, polling: 50 },
    );
  }

  #clip(file) {
    const known = this.#clips.get(file);
    if (known) return known;
    const clip = readWav(file);
    try {
      clip.edges = speechEdges(clip.x, clip.sr);
      clip.voiced = true;
    } catch {
      // Silence has no edges: its whole length stands for them, and no latency is taken from it.
      clip.edges = [0, clip.x.length - 1];
      clip.voiced = false;
    }
    this.#clips.set(file, clip);
    return clip;
  }

  /** What the probe heard, a row for each clip said. With `saveDir` the replies are written there as WAV files. */
  async heard(saveDir) {
    // The last stamps of the taps arrive up to a second late.
    await this.page.waitForTimeout(1100);
    const dump = await this.page.evaluate(() => window.__voiceProbe.dump());
    const taps = [];
    for (const info of dump.taps) {
      const chunks = [];
      for (let i = 0; i < info.chunks; i += 200) {
        chunks.push(
          ...(await this.page.evaluate(([id, from]) => window.__voiceProbe.chunks(id, from, 200), [info.id, i])),
        );
      }
      taps.push(new Tap(info, chunks));
    }
    if (saveDir) mkdirSync(saveDir, { recursive: true });
    return analyze(taps, this.#said, {
      thresholdDb: HEARING.thresholdDb,
      gapMs: 150,
      minReplyMs: 80,
      dateMinusPerf: dump.dateMinusPerf,
      elementLag: Number.NaN,
      outDir: saveDir,
    });
  }

  /**
   * Memory of the page and its workers in MB: of the renderer process by the kernel's count, or else by the browser's own
   * measurement, which waits 60 s for the models' sleeping threads to answer.
   */
  async memoryMb() {
    const counted = rendererMemoryMb(this.profile);
    if (counted !== undefined) return counted;
    const bytes = await this.page.evaluate(() => performance.measureUserAgentSpecificMemory?.().then((m) => m.bytes));
    return bytes === undefined ? undefined : bytes / 1e6;
  }

  async close() {
    await this.context?.close().catch(() => {});
    await this.#server?.close();
    if (this.profile) rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
