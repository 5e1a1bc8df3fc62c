// Whether a run is one to be trusted, and whether it is good enough: what the exit code of the command says.

/**
 * What is broken about a run's results, however fast they are, in sentences; none when all was measured as asked.
 * Sotto not having a thing yet is no breakage.
 * @param {import('../../../src/store/benchmark-run.ts').BenchmarkRun} run
 */
export function brokenResults({ plan, series }) {
  const broken = [];
  for (const { id, status, note, samples, errors } of series) {
    if (status === 'failed' || status === 'timed-out') {
      broken.push(`${id} ${status === 'failed' ? 'failed' : 'took too long'}${note ? `: ${note}` : '.'}`);
    } else if (status === 'measured') {
      if (!samples.length) broken.push(`${id} has no samples.`);
      if (!samples.every(Number.isFinite)) broken.push(`${id} has samples that are no numbers.`);
      if (errors) broken.push(`${id}: ${errors} of ${errors + samples.length} attempts failed.`);
    }
  }
  for (const suite of plan.suites) {
    const measured = series.some((each) => each.suite === suite && each.status === 'measured');
    if (!measured) broken.push(`The suite ${suite} measured nothing.`);
  }
  return broken;
}

/**
 * @param what `run`; `verdicts`: of the comparison with a baseline, if there is one; `sla`: of `slaOf`; `ci`: whether speed
 * is judged too.
 * @returns reasons why the command fails, in sentences, and what is told besides.
 */
export function judge({ run, verdicts, sla, ci }) {
  const failures = brokenResults(run);
  const remarks = [];
  const disturbed = run.disturbances.map(({ detail }) => `Disturbed: ${detail}.`);
  // A check of the results alone does not fail for a busy machine.
  (ci && !verdicts ? remarks : failures).push(...new Set(disturbed));
  if (ci) {
    for (const { name, limit, value } of sla.filter(({ met }) => met === false)) {
      failures.push(`${name}: ${value}, and the limit is ${limit}.`);
    }
  }
  for (const { seriesId, verdict, why } of verdicts ?? []) {
    if (verdict === 'regressed') (ci ? failures : remarks).push(`${seriesId} regressed: ${why}`);
    if (verdict === 'inconclusive') remarks.push(`${seriesId} is inconclusive: ${why}`);
  }
  return { failures, remarks };
}
