/** Whether Sotto is well, and what to do where it is not: one question to each part, none of which can hold up the others. */
import type { HealthCheck, HealthCheckName, HealthReport } from '../store/health';
import { LIMITS } from './budgets';

/** What has not answered by then is not well. */
export const ANSWER_WITHIN_MS = 1000;

export interface HealthSources {
  /** Each model by its title, and how far it is. */
  models(): Awaitable<readonly { title: string; state: 'ready' | 'loading' | 'missing' | 'failed' }[]>;
  /** `not-needed`: nobody has spoken or listened yet, and browsers open no sound before a click. */
  audio(): Awaitable<AudioContextState | 'not-needed'>;
  /** Writes the text where the app keeps its data, and reads it again. Rejects when it cannot. */
  storage(text: string): Promise<string | undefined>;
  /** Every worker that was started. A ping takes milliseconds; undefined when none came back within the limit. */
  workers(): readonly { title: string; ping(timeoutMs: number): Promise<number | undefined> }[];
  /** All of the page's memory; undefined when the browser does not tell, or not yet. */
  memoryMb(): Awaitable<number | undefined>;
  /** 0 nominal, 1 fair, 2 serious, 3 critical; undefined when the browser does not tell. */
  pressure(): Awaitable<number | undefined>;
}

type Awaitable<T> = T | Promise<T>;
type Finding = Omit<HealthCheck, 'name'>;

/**
 * Asks every source at once. Takes a second at most and never rejects: a source that fails or says nothing is `bad`.
 *
 * @param nowMs on the one clock, ms since the Unix epoch; the report is of this moment.
 */
export async function checkHealth(sources: HealthSources, nowMs: number): Promise<HealthReport> {
  const checks = await Promise.all([
    check('models', modelsOf(sources), RELOAD),
    check('audio', audioOf(sources), 'Check the sound settings of this device, then reload the page.'),
    check('storage', storageOf(sources, nowMs), STORAGE_ADVICE),
    check('workers', workersOf(sources), RELOAD),
    check('memory', memoryOf(sources), RELOAD),
    check('pressure', pressureOf(sources), RELOAD),
  ]);
  return { atMs: nowMs, checks };
}

const RELOAD = 'Check again in a moment; if it stays so, reload the page.';
const STORAGE_ADVICE =
  'Free some space on this device, or open Sotto in an ordinary window: private ones often forbid storage.';

/** @param advice for a source that failed or said nothing. */
async function check(name: HealthCheckName, finding: Promise<Finding>, advice: string): Promise<HealthCheck> {
  try {
    return { name, ...(await finding) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, ...bad(`It could not be checked: ${reason}`, advice) };
  }
}

/** The answer, or an error when it takes too long. What comes later, a failure too, is nobody's any more. */
async function withinLimit<T>(ask: () => Awaitable<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it did not answer within a second.')), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([ask(), limit]);
  } finally {
    clearTimeout(timer);
  }
}

function good(finding: string): Finding {
  return { verdict: 'good', finding, advice: undefined };
}
function bad(finding: string, advice: string): Finding {
  return { verdict: 'bad', finding, advice };
}
function unknown(finding: string): Finding {
  return { verdict: 'unknown', finding, advice: undefined };
}

async function modelsOf(sources: HealthSources): Promise<Finding> {
  const models = await withinLimit(() => sources.models());
  const titles = (state: (typeof models)[number]['state']) =>
    models.flatMap((model) => (model.state === state ? [model.title] : [])).join(', ');
  const [failed, missing, loading] = [titles('failed'), titles('missing'), titles('loading')];
  if (failed) return bad(`Not started: ${failed}.`, 'Close other tabs to free memory, then load the models again.');
  if (missing) return bad(`Not on this device: ${missing}.`, 'Load the models; this needs the connection once.');
  if (loading) return bad(`Still loading: ${loading}.`, 'Wait until the models are ready.');
  if (models.length === 0) return bad('No model was asked for yet.', 'Load the models.');
  return good(`All ${models.length} are ready.`);
}

async function audioOf(sources: HealthSources): Promise<Finding> {
  const state = await withinLimit(() => sources.audio());
  if (state === 'running') return good('Sound is running.');
  if (state === 'not-needed') return good('Not needed yet: sound starts with the first question.');
  if (state === 'closed') return bad('Sound was closed.', 'Press the talk button, or reload the page.');
  // `suspended`, and `interrupted` where a call or another app has taken the sound.
  return bad(`Sound is ${state}.`, 'Press the talk button: browsers start sound only after a click.');
}

async function storageOf(sources: HealthSources, nowMs: number): Promise<Finding> {
  const probe = `sotto-health-${nowMs}`;
  if ((await withinLimit(() => sources.storage(probe))) === probe) return good('It keeps what is written.');
  return bad('It gave back something else than was written.', STORAGE_ADVICE);
}

async function workersOf(sources: HealthSources): Promise<Finding> {
  const workers = sources.workers();
  if (workers.length === 0) return good('None is started yet.');
  // Each by itself: one that hangs must not hide how the others are.
  const answers = await Promise.allSettled(workers.map((worker) => withinLimit(() => worker.ping(ANSWER_WITHIN_MS))));
  const pings = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined));
  const silent = workers.filter((_, index) => pings[index] === undefined).map(({ title }) => title);
  if (silent.length > 0) {
    return bad(
      `No answer within a second: ${silent.join(', ')}.`,
      'Wait until the reply is over and check again. If it stays so, reload the page.',
    );
  }
  const slowestMs = Math.max(...pings.map((ms) => ms ?? 0));
  return good(`All ${workers.length} answer, the slowest within ${Math.ceil(slowestMs)} ms.`);
}

async function memoryOf(sources: HealthSources): Promise<Finding> {
  const memoryMb = await withinLimit(() => sources.memoryMb());
  if (memoryMb === undefined) return unknown('This browser does not tell, or has not measured yet.');
  const finding = `Sotto uses ${Math.round(memoryMb)} MB.`;
  if (memoryMb <= LIMITS.memoryMb) return good(finding);
  return bad(`${finding} More than ${LIMITS.memoryMb} MB is too much.`, 'Reload the page to start afresh.');
}

async function pressureOf(sources: HealthSources): Promise<Finding> {
  const pressure = await withinLimit(() => sources.pressure());
  if (pressure === undefined) return unknown('This browser does not tell how busy the device is.');
  const state = ['nominal', 'fair', 'serious', 'critical'][pressure] ?? String(pressure);
  if (pressure < LIMITS.pressure) return good(`The device is at ease (${state}).`);
  return bad(
    `The device is very busy (${state}).`,
    'While Sotto answers this is usual. If it lasts, close other programs and tabs, or plug the device in.',
  );
}
