// What was heard of the app, as samples: how much quieter it became, and how long it was digitally silent.

/** Ten-millisecond frames, as the probe's own. */
const FRAMES_A_SECOND = 100;
/** The probe records nothing quieter (tests/probe/probe-tap.js, FLOOR): a made voice is not, even where it pauses. */
const FLOOR = 1e-4;

/** Root mean square of each 10 ms of the samples, in dBFS, rising. */
function frameLevels(samples, sampleRateHz) {
  const hop = Math.round(sampleRateHz / FRAMES_A_SECOND);
  const levels = [];
  for (let from = 0; from + hop <= samples.length; from += hop) {
    let power = 0;
    for (let i = from; i < from + hop; i++) power += samples[i] ** 2;
    levels.push(10 * Math.log10(power / hop + 1e-12));
  }
  return levels.sort((a, b) => a - b);
}

/**
 * How many dB quieter speech is in one stretch than in another. Speech rises and falls by itself, so the loud part of each
 * is compared: the level that 90 % of its frames stay under.
 * @returns undefined when either is shorter than 50 ms or holds no sound
 */
export function dropDb(before, after, sampleRateHz) {
  const loud = [before, after].map((samples) => {
    const levels = frameLevels(samples, sampleRateHz);
    return levels.length >= 5 ? levels[Math.floor(0.9 * (levels.length - 1))] : undefined;
  });
  const [a, b] = loud;
  return a === undefined || b === undefined || a < -60 || b < -100 ? undefined : a - b;
}

/** The longest stretch, in ms, in which no sample is over -80 dBFS. */
export function longestSilenceMs(samples, sampleRateHz) {
  let longest = 0;
  let run = 0;
  for (const sample of samples) {
    run = Math.abs(sample) > FLOOR ? 0 : run + 1;
    if (run > longest) longest = run;
  }
  return (1000 * longest) / sampleRateHz;
}
