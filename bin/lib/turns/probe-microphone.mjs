// The outside instrument of tests/probe in a page: a programmable microphone, and ears at everything the page plays.
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyze, readWav, speechEdges, Tap } from '../../../tests/probe/analyze.mjs';

const PROBE = fileURLToPath(new URL('../../../tests/probe', import.meta.url));
const TAP_PATH = '/__voice_probe_tap.js';
/** How the probe hears: its own defaults (tests/probe/README.md). */
const HEARING = { thresholdDb: -50, replyEndMs: 1500, maxReplyMs: 60_000 };
const GAP_MS = 150;
/** The part of a page's query that tells the probe how the page's sound comes back into the microphone. */
const ECHO_KEY = 'probe-echo';

/** `-20dB,80ms`, as the probe takes it, as a part of the page's query; '' for no echo. @throws Error for anything else. */
export function echoQuery(echo) {
  if (!echo) return '';
  const match = /^(-?[\d.]+)\s*dB\s*,\s*([\d.]+)\s*ms$/i.exec(echo);
  if (!match) throw new Error(`echo: want "-20dB,80ms", got ${echo}`);
  return `${ECHO_KEY}=${10 ** (Number(match[1]) / 20)},${match[2]}`;
}

export class ProbeMicrophone {
  /** @type {Map<string, { sr: number, x: Float32Array<ArrayBuffer>, edges: [number, number], voiced: boolean }>} */
  #clips = new Map();
  /** @type {object[]} */
  #said = [];
  /** @type {import('playwright').Page} */
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** Clips said since the page was opened. */
  get said() {
    return this.#said.length;
  }

  /** Puts the probe into every page of the context from now on. */
  static async install(context, page) {
    const config = JSON.stringify({ tapUrl: TAP_PATH, ...HEARING });
    const probe = readFileSync(join(PROBE, 'probe-page.js'), 'utf8');
    await context.addInitScript(
      `{const asked=new URLSearchParams(location.search).get('${ECHO_KEY}')?.split(',').map(Number);
const config={...${config},echo:asked?{gain:asked[0],delayMs:asked[1]}:null};
${probe}}`,
    );
    const cdp = await context.newCDPSession(page);
    const tap = Buffer.from(readFileSync(join(PROBE, 'probe-tap.js'))).toString('base64');
    // Worklet modules pass Playwright's routes by; the DevTools protocol sees them.
    await cdp.send('Fetch.enable', { patterns: [{ urlPattern: `*://*${TAP_PATH}` }] });
    cdp.on('Fetch.requestPaused', ({ requestId }) =>
      cdp
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
    return new ProbeMicrophone(page);
  }

  /** A page was opened: it has heard nothing yet. */
  async start() {
    this.#said = [];
    await this.#page.evaluate(() => window.__voiceProbe.start());
  }

  /**
   * Speaks a WAV file into the microphone; resolves when its last sample has gone in.
   * @param {string} file
   * @param {{ afterSilenceMs?: number, duringReplyMs?: number, atMs?: number }} when the probe's condition (tests/probe/README.md); `atMs: 0` is now.
   * @param {{ tailMs?: number, soundMs?: number }} options `tailMs`: how much silence behind the clip's sound is kept; all of it by default. `soundMs`: where a longer sound is broken off.
   * @returns whether the file holds a voice at all.
   */
  async play(file, when, { tailMs, soundMs } = {}) {
    const name = [file, tailMs, soundMs].join(' ');
    const clip = this.#clip(name, file, tailMs, soundMs);
    if (!(await this.#page.evaluate((known) => window.__voiceProbe.has(known), name))) {
      const bytes = Buffer.from(clip.x.buffer, clip.x.byteOffset, clip.x.byteLength).toString('base64');
      await this.#page.evaluate(
        ([key, rate, data]) => window.__voiceProbe.load(key, rate, data),
        [name, clip.sr, bytes],
      );
    }
    const ms = (sample) => (sample / clip.sr) * 1000;
    const { frame } = await this.#page.evaluate((request) => window.__voiceProbe.say(request), {
      name,
      cond: when,
      gain: 1,
      voicedStartMs: ms(clip.edges[0]),
      voicedEndMs: ms(clip.edges[1]),
      replyMs: 30_000,
    });
    this.#said.push({ ...clip, wav: basename(file), cond: {}, frame, gain: 1 });
    return clip.voiced;
  }

  #clip(name, file, tailMs, soundMs) {
    const known = this.#clips.get(name);
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
    const samples = (ms) => Math.round((ms / 1000) * clip.sr);
    if (soundMs !== undefined) clip.edges[1] = Math.min(clip.edges[1], clip.edges[0] + samples(soundMs));
    if (tailMs !== undefined) clip.x = clip.x.slice(0, clip.edges[1] + samples(tailMs));
    this.#clips.set(name, clip);
    return clip;
  }

  /**
   * What the probe heard since the page was opened.
   * @param saveDir where the replies are written as WAV files; undefined for nowhere
   * @returns `rows`: one for each clip said. `taps`: the recordings. `dateMinusPerf`: the taps' clock less the page's.
   */
  async recording(saveDir) {
    // The last stamps of the taps arrive up to a second late.
    await this.#page.waitForTimeout(1100);
    const dump = await this.#page.evaluate(() => window.__voiceProbe.dump());
    const taps = [];
    for (const info of dump.taps) {
      const chunks = [];
      for (let i = 0; i < info.chunks; i += 200) {
        chunks.push(
          ...(await this.#page.evaluate(([id, from]) => window.__voiceProbe.chunks(id, from, 200), [info.id, i])),
        );
      }
      taps.push(new Tap(info, chunks));
    }
    if (saveDir) mkdirSync(saveDir, { recursive: true });
    const rows = analyze(taps, this.#said, {
      thresholdDb: HEARING.thresholdDb,
      gapMs: GAP_MS,
      minReplyMs: 80,
      dateMinusPerf: dump.dateMinusPerf,
      elementLag: Number.NaN,
      outDir: saveDir,
    });
    return { rows, taps, dateMinusPerf: dump.dateMinusPerf };
  }
}
