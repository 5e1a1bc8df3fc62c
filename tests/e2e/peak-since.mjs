// How loud a page was, by the ears of tests/probe.

/**
 * @param {import('../../bin/lib/turns/probe-microphone.mjs').ProbeMicrophone | undefined} microphone
 * @param {number} atMs since the Unix epoch
 * @returns {Promise<number>} the loudest sample that the page has played since then, 0 to 1.
 */
export async function peakSince(microphone, atMs) {
  const { taps } = await microphone.recording();
  let peak = 0;
  for (const tap of taps.filter(({ kind }) => kind === 'out')) {
    for (const { f0, f1, x } of tap.runs) {
      if (tap.date(f1) < atMs) continue;
      for (const value of x.subarray(Math.max(0, tap.frameAt(atMs) - f0))) peak = Math.max(peak, Math.abs(value));
    }
  }
  return peak;
}
