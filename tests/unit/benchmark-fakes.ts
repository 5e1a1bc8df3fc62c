/** What stands in for the pipeline where the benchmarks themselves are tested: it takes the time it is told to. */
import { vi } from 'vitest';
import { DEFAULT_PLAN } from '../../src/perf/benchmark/plan';
import type { BenchmarkProgress } from '../../src/perf/benchmark/progress';
import { type BenchmarkResult, runBenchmarks } from '../../src/perf/benchmark/runner';
import type {
  BenchmarkClip,
  BenchmarkTargets,
  GenerateSample,
  QuestionTopic,
  RequestSample,
  SessionsSample,
  SpeakSample,
  TranscribeSample,
} from '../../src/perf/benchmark/targets';
import type { BenchmarkPlan, Disturbance } from '../../src/store/benchmark-run';
import type { TurnRecord } from '../../src/store/turn-record';
import { abortedError } from '../../workers/rpc';
import { madeTurn } from './dashboard-fakes';

type Name =
  | Exclude<keyof BenchmarkTargets, 'clips' | 'roles' | 'skills' | 'canAnswer' | 'memorySource' | 'route'>
  | 'rules';

/** Never ends by itself. */
export const FOREVER = Number.POSITIVE_INFINITY;

const CLIPS: readonly BenchmarkClip[] = [
  ...[1.5, 3, 5, 10, 30].map((seconds) => ({ id: `speech-${seconds}s`, seconds })),
  ...['sum-2-2', 'calc-15-23', 'joke', 'calc-25-7', 'tip-45-50'].map((slug) => ({
    id: `question-${slug}`,
    seconds: 2,
  })),
].map(({ id, seconds }) => ({ id, text: id, durationMs: seconds * 1000, speechEndMs: seconds * 1000 - 100 }));

export class FakeTargets implements BenchmarkTargets {
  /** Every call in order, as `ask What's 2 + 2?`. */
  readonly calls: string[] = [];
  readonly canBeAsked = new Set<QuestionTopic>(['sum', 'talk', 'time']);
  readonly skills = [{ id: 'calculator', question: 'What is 12 times 8?' }];
  readonly roles = ['vad', 'stt'] as const;
  readonly memorySource = 'a fake';
  readonly route: BenchmarkTargets['route'] = {
    rules: (text, signal) => this.#take('rules', text, signal, 1),
    embeddings: undefined,
    hybrid: undefined,
  };
  allClips: readonly BenchmarkClip[] = CLIPS;
  memory: () => number | undefined = () => 500;
  turn: (text: string, input: 'keyboard' | 'voice') => TurnRecord = () => madeTurn();
  /** How many sessions the fake holds. */
  sessionsHeld = 100;
  /** Whether the signal is listened to. */
  givesWay = true;
  readonly #takesMs = new Map<string, (call: number) => number>();
  readonly #fails = new Map<string, (call: number) => string | undefined>();
  readonly #counts = new Map<string, number>();

  /** What calls of this name take, by their number from 0. */
  takes(name: Name, ms: number | ((call: number) => number)): void {
    this.#takesMs.set(name, typeof ms === 'number' ? () => ms : ms);
  }

  /** Which calls of this name fail, and with what words. */
  fails(name: Name, message: (call: number) => string | undefined): void {
    this.#fails.set(name, message);
  }

  count(name: string): number {
    return this.calls.filter((call) => call === name || call.startsWith(`${name} `)).length;
  }

  canAnswer(topic: QuestionTopic): boolean {
    return this.canBeAsked.has(topic);
  }
  async clips(): Promise<readonly BenchmarkClip[]> {
    return this.allClips;
  }
  reference(signal: AbortSignal) {
    return this.#take('reference', undefined, signal, 10);
  }
  resample(signal: AbortSignal) {
    return this.#take('resample', undefined, signal, 2);
  }
  async detect(frames: number, signal: AbortSignal) {
    const ms = await this.#take('detect', frames, signal, frames / 2);
    return new Array<number>(frames).fill(ms / frames);
  }
  async transcribe(clip: BenchmarkClip, mode: 'partial' | 'final', signal: AbortSignal): Promise<TranscribeSample> {
    return { ms: await this.#take('transcribe', `${clip.id} ${mode}`, signal, 100), text: clip.text };
  }
  runSkill(id: string, signal: AbortSignal) {
    return this.#take('runSkill', id, signal, 1);
  }
  async generate(
    { cold, maxTokens }: { cold: boolean; maxTokens: number },
    signal: AbortSignal,
  ): Promise<GenerateSample> {
    const ms = await this.#take('generate', cold ? 'cold' : 'reuse', signal, 10 * maxTokens);
    const reusedTokens = cold ? 0 : 90;
    return { firstTokenMs: ms / maxTokens, tokensPerS: 100, tokens: maxTokens, reusedTokens, evaluatedTokens: 10 };
  }
  async prefill(tokens: number, signal: AbortSignal) {
    return { tokens, ms: await this.#take('prefill', tokens, signal, tokens) };
  }
  async speak(words: 4 | 8 | 20, signal: AbortSignal): Promise<SpeakSample> {
    const totalMs = await this.#take('speak', words, signal, 100);
    return { firstPcmMs: totalMs / 2, totalMs, audioMs: 400 };
  }
  startPlayback(signal: AbortSignal) {
    return this.#take('startPlayback', undefined, signal, 30);
  }
  writeStore(signal: AbortSignal) {
    return this.#take('writeStore', undefined, signal, 20);
  }
  readStore(signal: AbortSignal) {
    return this.#take('readStore', undefined, signal, 10);
  }
  loadModel(role: string, how: 'warm' | 'cold', signal: AbortSignal) {
    return this.#take('loadModel', `${role} ${how}`, signal, 300);
  }
  async ask(text: string, signal: AbortSignal): Promise<TurnRecord> {
    await this.#take('ask', text, signal, 1000);
    return this.turn(text, 'keyboard');
  }
  async say(clip: BenchmarkClip, signal: AbortSignal): Promise<TurnRecord> {
    await this.#take('say', clip.id, signal, 3000);
    return this.turn(clip.text, 'voice');
  }
  async request(text: string, signal: AbortSignal): Promise<RequestSample> {
    const serviceMs = await this.#take('request', text, signal, 200);
    return { serviceMs, answered: true, characters: 20, tokens: 5 };
  }
  async utterance(clip: BenchmarkClip, signal: AbortSignal): Promise<RequestSample> {
    const serviceMs = await this.#take('utterance', clip.id, signal, 500);
    return { serviceMs, answered: true, characters: 20, tokens: 5 };
  }
  async sessions(sessions: number, seconds: number, signal: AbortSignal): Promise<SessionsSample> {
    await this.#take('sessions', sessions, signal, seconds * 1000);
    const isHeld = sessions <= this.sessionsHeld;
    const stepMs = new Array<number>(100).fill(isHeld ? 20 : 40);
    return { sessions, stepMs, lateSteps: isHeld ? 1 : 60, equalSessions: sessions, memoryPerSessionMb: 0.5 };
  }
  async memoryMb() {
    this.calls.push('memoryMb');
    return this.memory();
  }

  /** @returns how long it took. */
  async #take(name: Name, detail: unknown, signal: AbortSignal, usualMs: number): Promise<number> {
    this.calls.push(detail === undefined ? name : `${name} ${detail}`);
    const call = this.#counts.get(name) ?? 0;
    this.#counts.set(name, call + 1);
    const ms = this.#takesMs.get(name)?.(call) ?? usualMs;
    await new Promise<void>((resolve, reject) => {
      const timer = ms === FOREVER ? undefined : setTimeout(resolve, ms);
      if (!this.givesWay) return;
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(abortedError());
      });
    });
    const message = this.#fails.get(name)?.(call);
    if (message !== undefined) throw new Error(message);
    return ms;
  }
}

/** Little of everything. */
export const SMALL_PLAN: BenchmarkPlan = {
  ...DEFAULT_PLAN,
  suites: ['components'],
  componentIterations: 4,
  endToEndIterations: 3,
  durationS: 10,
  timeoutS: 20,
};

export interface FakeRun {
  targets: FakeTargets;
  progress: BenchmarkProgress[];
  /** As the live chart gets them: id and value. */
  live: [string, number][];
  /** How many calls there had been whenever the machine was let come to rest. */
  rests: number[];
  /** Makes the run invalid. */
  disturb(disturbance: Disturbance): void;
  subscribed(): boolean;
  /** What `visible` waits for; undefined: the page is seen. */
  hidden: Promise<void> | undefined;
  cancel(): void;
  result: Promise<BenchmarkResult>;
}

/** Starts a run under vitest's fake timers. */
export function startRun(
  plan: Partial<BenchmarkPlan>,
  targets = new FakeTargets(),
  nowMs: () => number = () => Date.now(),
): FakeRun {
  const abort = new AbortController();
  let listener: ((disturbance: Disturbance) => void) | undefined;
  const run: FakeRun = {
    targets,
    progress: [],
    live: [],
    rests: [],
    disturb: (disturbance) => listener?.(disturbance),
    subscribed: () => listener !== undefined,
    hidden: undefined,
    cancel: () => abort.abort(),
    result: Promise.resolve().then(() =>
      runBenchmarks({
        targets,
        plan: { ...SMALL_PLAN, ...plan },
        validity: {
          subscribe(told) {
            listener = told;
            return () => {
              listener = undefined;
            };
          },
          rest: async () => void run.rests.push(targets.calls.length),
        },
        visible: async () => run.hidden,
        onProgress: (progress) => run.progress.push(progress),
        onSample: (id, value) => run.live.push([id, value]),
        nowMs,
        signal: abort.signal,
      }),
    ),
  };
  return run;
}

/** Lets the clock run until the run is over; throws when two hours of it are not enough. */
export async function toEnd({ result }: Pick<FakeRun, 'result'>): Promise<BenchmarkResult> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  result.then(over, over);
  for (let second = 0; !isOver; second += 1) {
    if (second > 7200) throw new Error('The run does not end.');
    await vi.advanceTimersByTimeAsync(1000);
  }
  return result;
}

/** The series with this id; throws when there is none. */
export function seriesOf({ series }: BenchmarkResult, id: string) {
  const found = series.find((one) => one.id === id);
  if (!found) throw new Error(`There is no series ${id}: ${series.map((one) => one.id).join(', ')}`);
  return found;
}
