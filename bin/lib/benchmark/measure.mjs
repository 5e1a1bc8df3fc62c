// One run of the benchmarks in a page of the built app.
import { rendererMemoryMb } from '../processes.mjs';
import { progressLine } from './progress-line.mjs';
import { UnfitInput } from './unfit-input.mjs';

const POLL_MS = 1000;

/** @throws UnfitInput for a build without benchmarks. */
export async function checkBenchmarks(page, what) {
  if (!(await page.evaluate(() => window.sotto.benchmark !== undefined))) {
    throw new UnfitInput(`${what} has no benchmarks that can be called; build it anew with "npm run build".`);
  }
}

/** Lets the page read its memory by the kernel's count, where there is one: the browser's own takes a minute. */
export async function lendMemory({ page, profile }) {
  if (rendererMemoryMb(profile) !== undefined) {
    await page.exposeFunction('__sottoMemoryMb', () => rendererMemoryMb(profile));
  }
}

/**
 * Runs the plan and tells on standard error how far it is.
 * @param {import('playwright').Page} page
 * @param {import('../../../src/store/benchmark-run.ts').BenchmarkPlan} plan
 * @returns {Promise<import('../../../src/store/benchmark-run.ts').BenchmarkRun>} what there is, also when it is cancelled.
 */
export async function measure(page, plan, { formatDuration }) {
  const line = progressLine(process.stderr, formatDuration);
  let over = false;
  const watch = async () => {
    while (!over) {
      const progress = await page.evaluate(() => window.sotto.benchmark.progress);
      if (progress && !over) line.show(progress);
      await page.waitForTimeout(POLL_MS);
    }
  };
  // A page that is gone is told by the run itself.
  const watching = watch().catch(() => {});
  try {
    return await page.evaluate((wanted) => window.sotto.benchmark.run(wanted), plan);
  } catch (error) {
    throw new Error(sentenceOf(error), { cause: error });
  } finally {
    over = true;
    await watching;
    line.end();
  }
}

/** The page's own words, without where Playwright heard them. */
const sentenceOf = ({ message }) => message.split('\n', 1)[0].replace(/^page\.evaluate: (\w+: )?/, '');

export const cancel = (page) => page.evaluate(() => window.sotto.benchmark.cancel()).catch(() => {});
