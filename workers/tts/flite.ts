/** CMU Flite as a WASI program: a whole voice in one file, with its own pronunciation. */
import { SottoError } from '../rpc';
import type { SaidPiece } from './piecewise-voice';
import { runProgram } from './wasi';
import { readWave } from './wave';
import { sharedWordEnds } from './word-timing';

/** Rate of all voices offered here. */
export const FLITE_RATE_HZ = 16_000;
/** `kal` is left out: it has 8 kHz. The first is the best understood (10.7 % of its words are lost on Whisper tiny). */
export const FLITE_VOICES = ['slt', 'rms', 'awb', 'kal16'] as const;
type FliteVoice = (typeof FLITE_VOICES)[number];

const SOUND = 'out.wav';
/** A stretch between two pauses ends with one of these. */
const PAUSING = /[,;:.!?—–)…]["”')\]]*$/;

export class Flite {
  constructor(private readonly program: WebAssembly.Module) {}

  /** @param rate 1 is the voice's own pace. @throws SottoError `inference-failed`. */
  async say(text: string, { rate, voice }: { rate: number; voice: string | undefined }): Promise<SaidPiece> {
    const name: FliteVoice = FLITE_VOICES.find((known) => known === voice) ?? FLITE_VOICES[0];
    const stretch = `duration_stretch=${(1 / rate).toFixed(3)}`;
    const args = ['flite', '-voice', name, '--setf', stretch, '-psdur', '-t', text, '-o', `/${SOUND}`];
    const { code, files, printed } = await runProgram(this.program, args);
    const file = files.get(SOUND);
    if (code !== 0 || !file) {
      throw new SottoError('inference-failed', `flite ended with ${code} and no sound: ${printed.slice(0, 200)}`);
    }
    const { samples, sampleRateHz } = readWave(file);
    if (sampleRateHz !== FLITE_RATE_HZ) {
      throw new SottoError('inference-failed', `flite's voice ${name} has ${sampleRateHz} Hz.`);
    }
    return { samples, wordEndsMs: wordEnds(text, printed) };
  }
}

/**
 * Where the words of a text end, in ms, by what flite prints of its sounds: `pau:0.164 hh:0.255 … pau:1.944`, each with its
 * end in seconds. Pauses inside stand for the marks of the text where there are as many of them.
 */
export function wordEnds(text: string, printed: string): number[] {
  const sounds = [...printed.matchAll(/(\S+):(\d+(?:\.\d+)?)(?=\s|$)/g)].map(([, name, end]) => ({
    pause: name === 'pau',
    endMs: Number(end) * 1000,
  }));
  const spans: { fromMs: number; toMs: number }[] = [];
  sounds.forEach(({ pause, endMs }, i) => {
    if (pause) return;
    const before = sounds[i - 1];
    const last = spans.at(-1);
    if (before && !before.pause && last) last.toMs = endMs;
    else spans.push({ fromMs: before?.endMs ?? 0, toMs: endMs });
  });
  const words = text.split(/\s+/).filter(Boolean);
  const stretches: string[][] = [];
  words.forEach((word, i) => {
    if (i === 0 || PAUSING.test(words[i - 1] ?? '')) stretches.push([]);
    stretches.at(-1)?.push(word);
  });
  if (stretches.length === spans.length) {
    return stretches.flatMap((stretch, i) => sharedWordEnds(stretch, spans[i]!.fromMs, spans[i]!.toMs));
  }
  return sharedWordEnds(words, spans[0]?.fromMs ?? 0, spans.at(-1)?.toMs ?? 0);
}
