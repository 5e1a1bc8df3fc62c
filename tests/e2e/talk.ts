/** What the tests of talking share: one tab for all of them, opened anew for each, whose microphone says what a test wants. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { Session } from '../../bin/lib/session.mjs';
import { NOISES } from '../../bin/lib/synthesise-noise.mjs';
import type { Incident } from '../../src/diagnostics';
import type { TurnRecord } from '../../src/store/turn-record';
import type { ChatMessage } from '../../workers/protocol';
import { readWav, writeWav } from '../probe/analyze.mjs';
import { clip, phase } from './app';
import { readWire, tapWire, type Wire } from './wire';

export { expect } from '@playwright/test';

const SAMPLE_RATE_HZ = 16_000;

/** A part of what is said: a clip of the fixtures, whole or between two moments of it, a silence, or a noise. */
export type Sound =
  | string
  | { clip: string; fromMs?: number; toMs?: number }
  | { silenceMs: number }
  | { noise: keyof typeof NOISES };

/** The two sides of a hesitation, whose edges are in the fixtures' manifest. */
export const FIRST_HALF: Sound = { clip: 'pause_03', toMs: 1350 };
export const SECOND_HALF: Sound = { clip: 'pause_03', fromMs: 1900 };

/** A reply of some seconds, made by a rule: the same on every device. */
export const LONG_SUM = 'What is 12345 plus 54321?';
export const LONG_SUM_REPLY = '12,345 plus 54,321 is 66,666.';
/** One of the model's, of two sentences. */
export const STORY = 'Tell me a long story about the sea.';

/** One visit to the app, in front of its microphone. */
export class Talk {
  #sounds = 0;

  constructor(
    private readonly session: Session,
    private readonly folder: string,
  ) {}

  get page(): Page {
    return this.session.page;
  }

  /** Opens the app anew. `echo`: how loud and how late its own sound comes back, as `-20dB,80ms`. */
  visit(how: { echo?: string } = {}): Promise<void> {
    return this.session.visit(how);
  }

  /** Speaks into the microphone at once, without a gap between the parts; resolves when the last sample has gone in. */
  async say(...parts: Sound[]): Promise<void> {
    await this.session.microphone?.play(this.#file(parts), { atMs: 0 });
  }

  /** Waits until so much of a reply has been heard. */
  async played(leastMs: number): Promise<void> {
    await this.phase('speaking');
    await this.page.waitForFunction((least) => (window.wire?.playedMs ?? 0) >= least, leastMs, { polling: 20 });
  }

  /** Types a question and sends it. */
  ask(question: string): Promise<void> {
    return this.session.type(question);
  }

  phase(...names: string[]): Promise<void> {
    return phase(this.page, ...names);
  }

  /** Waits for so many turns of this visit, and gives all of them. */
  async turns(count: number): Promise<TurnRecord[]> {
    await this.page.waitForFunction((wanted) => (window.sotto?.turns.length ?? 0) >= wanted, count, {
      timeout: 60_000,
    });
    return this.page.evaluate(() => [...(window.sotto?.turns ?? [])]);
  }

  /** Ends the reply in hand as soon as it is heard, and gives all turns of this visit. */
  async cutReplyShort(turns: number): Promise<TurnRecord[]> {
    await this.phase('speaking');
    await this.page.keyboard.press('Escape');
    return this.turns(turns);
  }

  /** Waits until that has happened so many times. */
  async happened(kind: Incident['kind'], times = 1): Promise<void> {
    await this.page.waitForFunction(
      ([wanted, least]) =>
        (window.sotto?.incidents.filter((incident) => incident.kind === wanted).length ?? 0) >= least,
      [kind, times] as const,
      { timeout: 60_000, polling: 20 },
    );
  }

  /** How often each thing has happened. */
  async tally(): Promise<Partial<Record<Incident['kind'], number>>> {
    const counts: Partial<Record<Incident['kind'], number>> = {};
    const kinds = await this.page.evaluate(() => window.sotto?.incidents.map(({ kind }) => kind) ?? []);
    for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  }

  /** The conversation as the page shows it, a text a message. */
  shown(): Promise<string[]> {
    return this.page.locator('article .said').allInnerTexts();
  }

  wire(): Promise<Wire> {
    return readWire(this.page);
  }

  /** What the language model is asked next is asked here; gives the whole prompt but for the system's part. */
  async nextPrompt(question: string): Promise<ChatMessage[]> {
    const { length } = await this.#promptsOf(question);
    await this.ask(question);
    await this.page.waitForFunction(
      ([asked, before]) =>
        (window.wire?.prompts.filter((prompt) => prompt.at(-1)?.content === asked).length ?? 0) > before,
      [question, length] as const,
    );
    const prompt = (await this.#promptsOf(question)).at(-1) ?? [];
    return prompt.filter(({ role }) => role !== 'system');
  }

  /** Ids of the turns that IndexedDB keeps, of this visit only. */
  kept(): Promise<string[]> {
    return this.page.evaluate(
      () =>
        new Promise<string[]>((resolve, reject) => {
          const opening = indexedDB.open('sotto');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction('turns').objectStore('turns').getAll();
            all.onerror = () => reject(all.error);
            all.onsuccess = () => {
              opening.result.close();
              const turns: TurnRecord[] = all.result;
              const ofThisVisit = turns.filter(({ startedAtMs }) => startedAtMs >= performance.timeOrigin);
              resolve(ofThisVisit.map(({ id }) => id));
            };
          };
        }),
    );
  }

  /** What the probe heard of the app, a row for each thing said. */
  heard(): ReturnType<Session['heard']> {
    return this.session.heard();
  }

  async #promptsOf(question: string): Promise<ChatMessage[][]> {
    return (await this.wire()).prompts.filter((prompt) => prompt.at(-1)?.content === question);
  }

  #file(parts: Sound[]): string {
    const [only] = parts;
    if (parts.length === 1 && typeof only === 'string') return clip(only);
    const pieces = parts.map(samplesOf);
    const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    const file = join(this.folder, `${++this.#sounds}.wav`);
    writeWav(file, whole, SAMPLE_RATE_HZ);
    return file;
  }
}

function samplesOf(part: Sound): Float32Array {
  const samples = (ms: number) => Math.round((ms / 1000) * SAMPLE_RATE_HZ);
  if (typeof part === 'string') return readWav(clip(part)).x;
  if ('silenceMs' in part) return new Float32Array(samples(part.silenceMs));
  if ('noise' in part) return noise(part.noise);
  const { x } = readWav(clip(part.clip));
  return x.slice(samples(part.fromMs ?? 0), part.toMs === undefined ? x.length : samples(part.toMs));
}

/** As loud as the clips: its peak is at −6 dBFS. */
function noise(name: keyof typeof NOISES): Float32Array {
  let seed = 1;
  // Park and Miller's dice: the same noise in every run.
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const made: Float32Array = NOISES[name](random);
  const peak = made.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return made.map((value) => value * (0.5 / peak));
}

/** Tests with a visit of their own to an app that listens. */
export const test = base.extend<{ talk: Talk }, { session: Session }>({
  session: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const session = await Session.open({ warm: false });
      await tapWire(session.context);
      await use(session);
      await session.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  talk: async ({ session }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-talk-'));
    const talk = new Talk(session, folder);
    await talk.visit();
    await use(talk);
    rmSync(folder, { recursive: true, force: true });
  },
});
