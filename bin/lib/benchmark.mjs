// `npm run sotto -- benchmark`: the benchmarks of the app's own page, run in headless Chromium, judged and written down.
import { writeFileSync } from 'node:fs';
import { runAgainst } from './benchmark/against.mjs';
import { INTERRUPTED, onInterrupt } from './benchmark/interrupt.mjs';
import { loadCode } from './benchmark/load-code.mjs';
import { cancel, checkBenchmarks, lendMemory, measure } from './benchmark/measure.mjs';
import { runTable } from './benchmark/run-table.mjs';
import { asBaseline, savedRun } from './benchmark/saved-run.mjs';
import { UnfitInput } from './benchmark/unfit-input.mjs';
import { judge } from './benchmark/verdict.mjs';
import { wantedOf } from './benchmark/wanted.mjs';
import { Session } from './session.mjs';

export { OPTIONS } from './benchmark/wanted.mjs';

/**
 * Measures what the flags ask for, or takes the run that `--from` names, and prints it.
 * @param values of parseArgs by `OPTIONS`.
 * @param how `components`: the names there are; `wrongUse`: for flags; `log`: to standard error.
 * @returns the exit code: 0, 1 for what is broken or worse, 2 for input that cannot be used, 130 after Ctrl-C.
 */
export async function benchmark(values, { components, wrongUse, log }) {
  const { code, close } = await loadCode();
  const { SUITES, DEFAULT_PLAN, smokePlan, checkPlan } = code;
  const vocabulary = { suites: SUITES, components, plan: DEFAULT_PLAN, smokePlan: smokePlan(), checkPlan };
  const wanted = wantedOf(values, vocabulary, wrongUse);
  try {
    if (wanted.against !== undefined) return await runAgainst(wanted, { code, write: writer(wanted, log), log });
    const base = wanted.baseline === undefined ? undefined : savedRun(wanted.baseline, code.parseRun);
    const { run, interrupted } =
      wanted.from === undefined
        ? await measured(wanted, base, { code, log })
        : { run: savedRun(wanted.from, code.parseRun), interrupted: false };
    if (!run) return INTERRUPTED;
    return await report(run, base, interrupted, wanted, { code, log });
  } catch (error) {
    if (!(error instanceof UnfitInput)) throw error;
    log(`sotto: ${error.message}`);
    return 2;
  } finally {
    await close();
  }
}

async function measured({ plan, label, baseline }, base, { code, log }) {
  const session = await Session.open({ probe: false, listen: false, log });
  try {
    const { page } = session;
    await checkBenchmarks(page, 'The built app');
    // Before minutes are spent on a comparison that cannot be made; a build that does not tell yet is judged by its run.
    const fingerprint = base && (await page.evaluate(() => window.sotto.benchmark.fingerprint?.()));
    if (fingerprint) asBaseline(baseline, base, fingerprint, code);
    await lendMemory(session);
    const interrupt = onInterrupt(() => {
      log('\nending; Ctrl-C again to leave at once …');
      cancel(page);
    });
    try {
      const run = await measure(page, plan, code);
      for (const problem of [...session.problems, ...session.foreignRequests]) log(`beside the run: ${problem}`);
      return { run: { ...run, label, origin: 'command' }, interrupted: interrupt.interrupted };
    } catch (error) {
      if (!interrupt.interrupted) throw error;
      log(error.message);
      return { run: undefined, interrupted: true };
    } finally {
      interrupt.release();
    }
  } finally {
    await session.close();
  }
}

async function report(run, earlier, interrupted, wanted, { code, log }) {
  const { baseline, format, output, ci } = wanted;
  const base = earlier && asBaseline(baseline, earlier, run.fingerprint, code);
  const comparison = base && code.compareRuns(base, run);
  const text = () => `${runTable(run, comparison, code)}\n`;
  const written = {
    table: text,
    json: () => `${JSON.stringify(run, null, 2)}\n`,
    csv: () => code.reportCsv(run),
    html: () => code.reportHtml(run, base),
    zip: () => code.reportZip(run, base),
  };
  writer(wanted, log)(await written[format]());
  if (output !== undefined && format !== 'table') process.stdout.write(text());
  // What was not measured in time is no fault.
  if (interrupted) return INTERRUPTED;
  const { failures, remarks } = judge({ run, verdicts: comparison?.verdicts, sla: code.slaOf(run), ci });
  for (const sentence of [...remarks, ...failures]) log(sentence);
  return failures.length ? 1 : 0;
}

/** Writes to the file asked for, or else to standard output. */
function writer({ output }, log) {
  return (content) => {
    if (output === undefined) return process.stdout.write(content);
    writeFileSync(output, content);
    log(`written: ${output}`);
    return true;
  };
}
