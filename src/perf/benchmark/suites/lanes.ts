/** Series whose samples are taken one at a time: so many of each, in turns where several lie side by side. */
import type { Desk, Job } from './job';
import { Patience } from './patience';
import type { Sample, SeriesHead } from './series-book';

export interface Lane {
  /** Each attempt gives a sample of every one; the first is what is counted and called by its title. */
  heads: readonly [SeriesHead, ...SeriesHead[]];
  /** Samples wanted. */
  iterations: number;
  /** Runs before them that do not count; 0 for what is measured cold. */
  warmUps: number;
  /**
   * One attempt; more samples than one where the target gives them together, at most `left`. `round` counts from 0, warm-ups
   * included. Undefined: not built yet.
   */
  attempt: ((signal: AbortSignal, turn: { round: number; left: number }) => Promise<Sample[]>) | undefined;
}

interface LaneState {
  lane: Lane;
  work: NonNullable<Lane['attempt']>;
  warmUpsLeft: number;
  samplesLeft: number;
  round: number;
  patience: Patience;
}

/** The lanes in turns, a sample of each, so that a machine that gets slower does so for all of them alike. */
export function lanesJob(lanes: readonly Lane[], expectedStepMs: number): Job {
  const built = lanes.filter((lane) => lane.attempt !== undefined);
  return {
    heads: lanes.flatMap(({ heads }) => heads),
    steps: built.reduce((total, { iterations, warmUps }) => total + iterations + warmUps, 0),
    expectedStepMs,
    byClock: false,
    async run(desk) {
      let open: LaneState[] = [];
      for (const lane of lanes) {
        if (lane.attempt) open.push(begin(lane, lane.attempt));
        else for (const { id } of lane.heads) desk.book.end(id, 'not-built');
      }
      while (open.length > 0) {
        const still: LaneState[] = [];
        for (const state of open) if (await takeTurn(desk, state)) still.push(state);
        open = still;
      }
    },
  };
}

function begin(lane: Lane, work: LaneState['work']): LaneState {
  const { warmUps, iterations } = lane;
  return { lane, work, warmUpsLeft: warmUps, samplesLeft: iterations, round: 0, patience: new Patience() };
}

/** @returns whether the lane goes on. */
async function takeTurn(desk: Desk, state: LaneState): Promise<boolean> {
  const { lane, patience } = state;
  const first = lane.heads[0];
  await desk.ready();
  desk.title(first.title);
  const isWarmUp = state.warmUpsLeft > 0;
  const left = isWarmUp ? state.warmUpsLeft : state.samplesLeft;
  const turn = { round: state.round++, left };
  const outcome = await desk.attempt(async (signal) => finite(await state.work(signal, turn)));
  const early = patience.after(outcome);
  if (outcome.kind === 'done') {
    const taken = Math.min(left, Math.max(1, outcome.value.filter(({ id }) => id === first.id).length));
    if (isWarmUp) for (const { id } of lane.heads) desk.book.warmedUp(id, taken);
    else for (const sample of outcome.value) desk.book.add(sample);
    advance(desk, state, taken, outcome.ms);
  } else {
    for (const { id } of lane.heads) desk.book.error(id);
    // A warm-up that failed has warmed nothing.
    if (!isWarmUp && outcome.kind === 'failed') advance(desk, state, 1, outcome.ms);
  }
  if (!early && state.samplesLeft > 0) return true;
  desk.step(state.warmUpsLeft + state.samplesLeft, undefined);
  for (const { id } of lane.heads) {
    desk.book.end(id, early?.status ?? 'measured', early?.note, patience.lastFailure);
  }
  return false;
}

function advance(desk: Desk, state: LaneState, count: number, ms: number): void {
  if (state.warmUpsLeft > 0) state.warmUpsLeft -= count;
  else state.samplesLeft -= count;
  desk.step(count, ms);
}

/** Not a number is no sample, and what gives one is broken. */
function finite(samples: Sample[]): Sample[] {
  const wrong = samples.find(({ value }) => value !== undefined && !Number.isFinite(value));
  if (wrong) throw new Error(`${wrong.id} gave ${wrong.value}, which is no measure.`);
  return samples;
}
