/**
 * What the command line takes of the app's own source: the same statistics, verdicts and reports as on the benchmark page.
 * `load-code.mjs` brings it into Node.
 */
export { breakdownOf, PART_TITLES } from '../../../src/perf/benchmark/breakdown';
export { compareInterleaved, compareRuns } from '../../../src/perf/benchmark/compare';
export { differences } from '../../../src/perf/benchmark/fingerprint';
export { gradesOf } from '../../../src/perf/benchmark/grades';
export { caughtSlowdowns, selfComparisons } from '../../../src/perf/benchmark/honesty';
export { parseRun } from '../../../src/perf/benchmark/import-run';
export { checkPlan, DEFAULT_PLAN, smokePlan } from '../../../src/perf/benchmark/plan';
export { recommendationsOf } from '../../../src/perf/benchmark/recommendations';
export { reportCsv, reportHtml, reportZip } from '../../../src/perf/benchmark/report';
export { formatChange, formatDuration, formatValue } from '../../../src/perf/benchmark/report/figures';
export { slaOf } from '../../../src/perf/benchmark/sla';
export { summarise } from '../../../src/perf/benchmark/summarise';
export { SUITES } from '../../../src/store/benchmark-run';
