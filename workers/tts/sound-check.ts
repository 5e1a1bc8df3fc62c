/**
 * Whether what a model gave can be speech at all. Kokoro gives noise or next to nothing on some graphics chips
 * (kokoro#98, transformers.js#1320, onnxruntime#29807), without any error. Words that are wrong are not found by this.
 */

/** What was heard of a sound. */
export interface SoundFacts {
  finite: boolean;
  rms: number;
  peak: number;
  /** Energy of its differences against its own: 2 for white noise, near 0 for a hum. */
  roughness: number;
  /** Share of its 20 ms blocks that are 20 dB or more below the loudest: the pauses and closures of speech. */
  quietShare: number;
}

export function soundFacts(samples: Float32Array, sampleRateHz: number): SoundFacts {
  let energy = 0;
  let differences = 0;
  let peak = 0;
  const block = Math.round(sampleRateHz / 50);
  const blocks: number[] = [];
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    energy += value * value;
    differences += (value - (samples[i - 1] ?? value)) ** 2;
    peak = Math.max(peak, Math.abs(value));
    const at = Math.floor(i / block);
    blocks[at] = (blocks[at] ?? 0) + value * value;
  }
  const loudest = blocks.reduce((max, of) => Math.max(max, of), 0);
  return {
    finite: Number.isFinite(energy),
    rms: Math.sqrt(energy / Math.max(1, samples.length)),
    peak,
    roughness: energy > 0 ? differences / energy : 0,
    quietShare: blocks.filter((of) => of <= loudest / 100).length / Math.max(1, blocks.length),
  };
}

/**
 * What is wrong with the sound of a text, in words; undefined where it can be speech. Bounds lie far outside of what was
 * measured over 15 clips of the fixtures (seven voices of Kokoro and Piper's joe, 16 kHz, peaks at −6 dBFS): rms 0.056–0.102,
 * roughness 0.06–0.22, quiet share 0.11–0.41, 41–83 ms a character.
 */
export function notSpeech(samples: Float32Array, sampleRateHz: number, text: string): string | undefined {
  const { finite, rms, peak, roughness, quietShare } = soundFacts(samples, sampleRateHz);
  const msPerCharacter = (samples.length * 1000) / sampleRateHz / Math.max(1, text.length);
  if (!finite) return 'it holds what is no number';
  if (rms < 0.005) return 'it is all but silent';
  if (rms > 0.5 || peak > 2) return 'it is louder than speech can be';
  if (roughness > 0.8) return 'it is noise';
  if (quietShare < 0.03) return 'it has no pause anywhere';
  if (msPerCharacter < 20 || msPerCharacter > 400) return `it has ${Math.round(msPerCharacter)} ms for each character`;
  return undefined;
}
