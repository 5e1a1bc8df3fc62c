/** How many live microphones one detector holds in real time. */
import type { SessionsSample } from '../targets';
import type { Desk, Job, JobSource } from './job';
import { type Ending, Patience } from './patience';
import { endAll } from './requests';
import type { SeriesHead } from './series-book';

/** The goal is 100; beyond it the steps get longer, and the last one is more than any device is likely to hold. */
const RAMP = [10, 25, 50, 100, 150, 200, 300, 400, 600, 800, 1000];
const GOAL = 100;
const STEP_S = 10;

/** Of each number: ten seconds in which something else had the device are no limit of it. */
const TRIES = 2;

/** A step of all sessions is due every 32 ms, and 99 of 100 must be done in time. */
const FRAME_MS = 32;
const LATE_SHARE = 0.01;

const HELD = head('held', 'Sessions held in real time', { unit: 'count', better: 'more' });
const STEP = head('step', `One step of ${GOAL} sessions`);
const EQUAL = head('equal', 'Sessions heard as if they were alone', { unit: 'share', better: 'more' });
const MEMORY = head('memory', 'Memory of one more session', { unit: 'mb' });
const HEADS = [HELD, STEP, EQUAL, MEMORY];

export function sessionsJobs(_source: JobSource): Job[] {
  return [{ heads: HEADS, steps: RAMP.length, expectedStepMs: STEP_S * 1000, byClock: false, run: ramp }];
}

/** Why so many sessions are too many, in a sentence; undefined when they were held. */
export function tooMany(sample: SessionsSample): string | undefined {
  const { sessions, equalSessions } = sample;
  const share = lateShare(sample);
  if (share > LATE_SHARE) return `${sessions} are too many: ${(share * 100).toFixed(1)} % of the steps were late.`;
  if (equalSessions < sessions) return `${sessions} are too many: ${sessions - equalSessions} heard something else.`;
  return undefined;
}

/** A step is late when it ends after the next one was due, or takes longer than one by itself. */
function lateShare({ stepMs, lateSteps }: SessionsSample): number {
  const slow = stepMs.filter((ms) => ms > FRAME_MS).length;
  // Steps that were never done are late, too, and have no time.
  return Math.min(1, Math.max(lateSteps, slow) / Math.max(1, stepMs.length));
}

async function ramp(desk: Desk): Promise<void> {
  const patience = new Patience();
  let held = 0;
  let tries = 0;
  let why: string | undefined;
  let ending: Ending | undefined;
  for (let index = 0; index < RAMP.length && !ending; ) {
    const sessions = RAMP[index]!;
    // Beyond what is held only the goal is of interest: its steps are compared between devices and days.
    if (why !== undefined && sessions !== GOAL) {
      index += 1;
      desk.step(1, undefined);
      continue;
    }
    await desk.ready();
    desk.title(`${sessions} sessions at once`);
    const outcome = await desk.attempt((signal) => desk.targets.sessions(sessions, STEP_S, signal));
    ending = patience.after(outcome);
    if (outcome.kind !== 'done') {
      for (const { id } of HEADS) desk.book.error(id);
      continue;
    }
    note(desk, outcome.value);
    tries += 1;
    if (why === undefined && lateShare(outcome.value) > LATE_SHARE && tries < TRIES) continue;
    why ??= tooMany(outcome.value);
    if (why === undefined) held = sessions;
    index += 1;
    tries = 0;
    desk.step(1, outcome.ms);
  }
  if (!ending) {
    desk.book.add({ id: HELD.id, value: held });
    desk.book.end(HELD.id, 'measured', why);
  }
  endAll(desk, HEADS, ending ?? { status: 'measured', note: undefined });
}

function note({ book }: Desk, { sessions, stepMs, equalSessions, memoryPerSessionMb }: SessionsSample): void {
  if (sessions === GOAL) for (const value of stepMs) book.add({ id: STEP.id, value });
  book.add({ id: EQUAL.id, value: equalSessions / sessions });
  book.add({ id: MEMORY.id, value: memoryPerSessionMb });
}

function head(name: string, title: string, more: Partial<SeriesHead> = {}): SeriesHead {
  return {
    id: `sessions.${name}`,
    suite: 'sessions',
    component: 'vad',
    title,
    unit: 'ms',
    better: 'less',
    temperature: 'warm',
    ...more,
  };
}
