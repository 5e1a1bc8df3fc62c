// How far a run is, for a person at a terminal (one line that changes) and for a log (a line when something new begins).

/**
 * @param {import('../../../src/perf/benchmark/progress.ts').BenchmarkProgress} progress
 * @param {(ms: number) => string} formatDuration of `figures.ts`
 */
export function progressText({ suite, title, done, total, elapsedS, etaS, paused }, formatDuration) {
  const share = total > 0 ? Math.floor((100 * done) / total) : 0;
  const left = etaS === undefined ? '' : `, about ${formatDuration(1000 * etaS)} left`;
  const waits = paused ? '  waiting: the page is hidden' : '';
  return `${String(share).padStart(3)} %  ${suite}: ${title}  (${formatDuration(1000 * elapsedS)}${left})${waits}`;
}

/**
 * @param stream standard error.
 * @returns `show`: takes the progress of now. `end`: leaves the line for what comes.
 */
export function progressLine(stream, formatDuration) {
  let shown = '';
  return {
    show(progress) {
      const { suite, title, paused } = progress;
      const text = progressText(progress, formatDuration);
      const what = `${suite} ${title} ${paused}`;
      // One less than the terminal is wide: a full line would begin another.
      if (stream.isTTY) stream.write(`\r\x1b[K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
      else if (what !== shown) stream.write(`${text}\n`);
      shown = what;
    },
    end() {
      if (stream.isTTY && shown) stream.write('\r\x1b[K');
    },
  };
}
