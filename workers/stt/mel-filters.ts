/** Slaney mel filter bank, as Whisper's feature extractor has it (librosa's default). */

/** One triangular filter: weights for the bins from `firstBin`. */
export interface MelFilter {
  firstBin: number;
  weights: Float64Array;
}

// Slaney's scale: linear below 1 kHz (3 mel per 200 Hz), logarithmic above (27 mel per factor 6.4).
const hzToMel = (hz: number) => (hz < 1000 ? (3 * hz) / 200 : 15 + (Math.log(hz / 1000) * 27) / Math.log(6.4));
const melToHz = (mel: number) => (mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp((Math.log(6.4) / 27) * (mel - 15)));

/** `bands` filters over `bins` power bins from 0 Hz to half of `sampleRateHz`, area-normalised. */
export function melFilters(bands: number, bins: number, sampleRateHz: number): MelFilter[] {
  const topMel = hzToMel(sampleRateHz / 2);
  const edgesHz = Array.from({ length: bands + 2 }, (_, i) => melToHz((topMel * i) / (bands + 1)));
  return Array.from({ length: bands }, (_, band) => {
    const low = edgesHz[band]!;
    const mid = edgesHz[band + 1]!;
    const high = edgesHz[band + 2]!;
    const weights: number[] = [];
    let firstBin = 0;
    for (let bin = 0; bin < bins; bin++) {
      const hz = (bin * sampleRateHz) / 2 / (bins - 1);
      const weight = Math.min((hz - low) / (mid - low), (high - hz) / (high - mid));
      if (weight <= 0) continue;
      if (!weights.length) firstBin = bin;
      weights.push((weight * 2) / (high - low));
    }
    return { firstBin, weights: Float64Array.from(weights) };
  });
}
