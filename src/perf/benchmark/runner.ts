/** Runs the suites of a plan one after the other. */
import { abortable, SottoError, toSottoError } from '../../../workers/rpc';
import type { BenchmarkPlan, Disturbance, SampleSeries, SuiteName } from '../../store/benchmark-run';
import { REAL_CLOCK } from '../export/push-retry';
import { checkPlan } from './plan';
import { type BenchmarkProgress, ProgressMeter } from './progress';
import { attempt } from './suites/attempt';
import { componentJobs } from './suites/components';
import type { Desk, Job, JobSource } from './suites/job';
import { latencyJobs } from './suites/latency';
import { loadJobs } from './suites/load';
import { memoryJobs } from './suites/memory';
import { SeriesBook } from './suites/series-book';
import { sessionsJobs } from './suites/sessions';
import { soakJobs } from './suites/soak';
import { throughputJobs } from './suites/throughput';
import type { BenchmarkClip, BenchmarkTargets } from './targets';
import type { ValiditySource } from './validity';

const JOBS_OF: Readonly<Record<SuiteName, (source: JobSource) => Job[]>> = {
  components: componentJobs,
  latency: latencyJobs,
  throughput: throughputJobs,
  load: loadJobs,
  sessions: sessionsJobs,
  memory: memoryJobs,
  soak: soakJobs,
};

/** The fixed piece of work, at each of its moments. */
const REFERENCE_RUNS = 5;
const REFERENCE_WARM_UPS = 2;

/** One is enough for a run not to count; a night of them is no news. */
const MOST_DISTURBANCES = 100;

/** As long as anything may take to give way. */
const YIELD_EVERY_MS = 50;

/** The page shows the time that passes. */
const HEARTBEAT_MS = 1000;

export interface BenchmarkOptions {
  targets: BenchmarkTargets;
  plan: BenchmarkPlan;
  validity: ValiditySource;
  /** Resolves when the page is seen, at once when it is. */
  visible: () => Promise<void>;
  onProgress: (progress: BenchmarkProgress) => void;
  onSample: (seriesId: string, value: number) => void;
  /** The one clock. */
  nowMs: () => number;
  signal: AbortSignal;
}

export interface BenchmarkResult {
  series: SampleSeries[];
  disturbances: Disturbance[];
  referenceMs: number[];
  startedAtMs: number;
  endedAtMs: number;
}

/**
 * Measures what the plan asks for. A target that fails ends its series and nothing else. Cancelled, it resolves at once with
 * what there is: series that were not done, or not begun, are `cancelled`.
 * @throws SottoError `internal` for a plan that `checkPlan` refuses.
 */
export async function runBenchmarks(options: BenchmarkOptions): Promise<BenchmarkResult> {
  const { targets, plan, validity, nowMs, signal } = options;
  const wrong = checkPlan(plan);
  if (wrong !== undefined) throw new SottoError('internal', wrong);

  const startedAtMs = nowMs();
  const disturbances: Disturbance[] = [];
  const unsubscribe = validity.subscribe((disturbance) => {
    if (disturbances.length < MOST_DISTURBANCES) disturbances.push(disturbance);
  });
  const book = new SeriesBook(options.onSample);
  const referenceMs: number[] = [];
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  try {
    const jobs = wantedJobs({ plan, targets, clips: await clipsOf(targets, signal) });
    for (const { job } of jobs) for (const head of job.heads) if (isWanted(plan, head)) book.open(head);
    const meter = new ProgressMeter(
      jobs.map(({ suite, job }) => ({ ...job, suite, title: job.heads[0]?.title ?? '' })),
      nowMs,
      options.onProgress,
    );
    heartbeat = setInterval(() => meter.report(), HEARTBEAT_MS);
    const desk = deskOf(options, book, meter);

    let suite: SuiteName | undefined;
    for (const [index, one] of jobs.entries()) {
      if (one.suite !== suite) {
        await abortable(validity.rest(signal), signal);
        await takeReference(desk, referenceMs, suite === undefined);
      }
      suite = one.suite;
      meter.begin(index);
      await runJob(desk, one.job);
    }
    await abortable(validity.rest(signal), signal);
    await takeReference(desk, referenceMs, false);
    meter.finish();
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(heartbeat);
    unsubscribe();
  }
  return { series: book.series(), disturbances, referenceMs, startedAtMs, endedAtMs: nowMs() };
}

function isWanted({ components }: BenchmarkPlan, { component }: Pick<SampleSeries, 'component'>): boolean {
  return components.length === 0 || components.includes(component);
}

function wantedJobs(source: JobSource): { suite: SuiteName; job: Job }[] {
  return source.plan.suites.flatMap((suite) =>
    JOBS_OF[suite](source)
      .filter(({ heads }) => heads.some((head) => isWanted(source.plan, head)))
      .map((job) => ({ suite, job })),
  );
}

/** Without recordings, what needs none is measured all the same, and the rest says which one it misses. */
async function clipsOf(targets: BenchmarkTargets, signal: AbortSignal): Promise<readonly BenchmarkClip[]> {
  try {
    return await abortable(targets.clips(), signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return [];
  }
}

function deskOf(
  { targets, plan, visible, nowMs, signal }: BenchmarkOptions,
  book: SeriesBook,
  meter: ProgressMeter,
): Desk {
  let yieldedAtMs = nowMs();
  let hasYielded = false;
  return {
    plan,
    targets,
    book,
    signal,
    nowMs,
    async ready() {
      // What is answered within the page is answered in microtasks: without this nobody could press a button.
      if (!hasYielded && nowMs() - yieldedAtMs >= YIELD_EVERY_MS) {
        await REAL_CLOCK.wait(0, signal);
        hasYielded = true;
      }
      if (hasYielded) yieldedAtMs = nowMs();
      hasYielded = false;
      // Only a wait that outlasts the tasks at hand is one.
      const timer = setTimeout(() => meter.pause(true));
      try {
        await abortable(visible(), signal);
      } finally {
        clearTimeout(timer);
        meter.pause(false);
      }
    },
    async attempt(work) {
      // Work that waits for a worker lets the page have its turn by itself.
      const timer = setTimeout(() => {
        hasYielded = true;
      });
      try {
        return await attempt(work, { timeoutS: plan.timeoutS, nowMs, signal });
      } finally {
        clearTimeout(timer);
      }
    },
    title: (title) => meter.title(title),
    step: (count, ms) => meter.step(count, ms),
  };
}

async function runJob(desk: Desk, job: Job): Promise<void> {
  try {
    await job.run(desk);
  } catch (error) {
    if (desk.signal.aborted) throw error;
    const { message } = toSottoError(error);
    for (const { id } of job.heads) desk.book.end(id, 'failed', message);
  }
}

/** A device that cannot even do this has nothing to compare its days by; what it measures still counts. */
async function takeReference(desk: Desk, referenceMs: number[], isFirst: boolean): Promise<void> {
  const warmUps = isFirst ? REFERENCE_WARM_UPS : 0;
  for (let run = 0; run < warmUps + REFERENCE_RUNS; run += 1) {
    await desk.ready();
    const outcome = await desk.attempt((signal) => desk.targets.reference(signal));
    if (outcome.kind === 'done' && run >= warmUps) referenceMs.push(outcome.value);
  }
}
