// Several short runs of one thing, taken as one.

/** The plan of one of so many rounds: together they take as many samples as the plan asks for. */
export function roundPlan(plan, rounds) {
  const share = (iterations) => Math.ceil(iterations / rounds);
  return {
    ...plan,
    componentIterations: share(plan.componentIterations),
    endToEndIterations: share(plan.endToEndIterations),
    durationS: share(plan.durationS),
  };
}

/** How a series of several rounds stands: as its worst round. */
const WORST_FIRST = ['failed', 'timed-out', 'cancelled', 'not-built', 'measured'];

/**
 * Rounds of the same series as one list of series, samples in the order they were taken.
 * @param {import('../../../src/store/benchmark-run.ts').SampleSeries[][]} rounds
 */
export function pooled(rounds) {
  const byId = new Map();
  for (const series of rounds.flat()) {
    const before = byId.get(series.id);
    byId.set(series.id, before ? both(before, series) : series);
  }
  return [...byId.values()];
}

function both(a, b) {
  const parts =
    a.parts && b.parts
      ? Object.fromEntries(Object.keys(a.parts).map((part) => [part, [...a.parts[part], ...b.parts[part]]]))
      : undefined;
  return {
    ...a,
    status: WORST_FIRST.find((status) => status === a.status || status === b.status),
    note: a.note ?? b.note,
    samples: [...a.samples, ...b.samples],
    errors: a.errors + b.errors,
    parts,
  };
}
