// How far a run is, for a person at a terminal (one line that changes) and for a log (a line when something new begins).

const duration = (seconds) => {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
};

/** @param {import('../../../src/perf/benchmark/progress.ts').BenchmarkProgress} progress */
export function progressText({ suite, title, done, total, elapsedS, etaS, paused }) {
  const share = total > 0 ? Math.floor((100 * done) / total) : 0;
  const left = etaS === undefined ? '' : `, about ${duration(etaS)} left`;
  return `${String(share).padStart(3)} %  ${suite}: ${title}  (${duration(elapsedS)}${left})${paused ? '  waiting: the page is hidden' : ''}`;
}

/**
 * @param stream standard error.
 * @returns `show`: takes the progress of now. `end`: leaves the line for what comes.
 */
export function progressLine(stream) {
  let shown = '';
  return {
    show(progress) {
      const { suite, title, paused } = progress;
      const what = `${suite} ${title} ${paused}`;
      if (stream.isTTY)
        stream.write(`\r\x1b[K${progressText(progress).slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
      else if (what !== shown) stream.write(`${progressText(progress)}\n`);
      shown = what;
    },
    end() {
      if (stream.isTTY && shown) stream.write('\r\x1b[K');
    },
  };
}
