/** Kokoro 82M by kokoro-js: one run for a piece of text, at 24 kHz. */
import { KokoroTTS } from 'kokoro-js';
import type { ComputeDevice } from '../protocol';
import type { KokoroDtype } from './kokoro-pack';
import type { SaidPiece } from './piecewise-voice';

export const KOKORO_RATE_HZ = 24_000;
type VoiceId = keyof KokoroTTS['voices'];

export class Kokoro {
  private constructor(
    private readonly tts: KokoroTTS,
    private readonly voices: readonly string[],
  ) {}

  /** @param voices those at hand; the first is taken for any other. */
  static async load(id: string, dtype: KokoroDtype, device: ComputeDevice, voices: readonly string[]): Promise<Kokoro> {
    return new Kokoro(await KokoroTTS.from_pretrained(id, { dtype, device }), voices);
  }

  /** @param rate 0.5 to 2. Throws what ONNX Runtime throws. */
  async say(text: string, { rate, voice }: { rate: number; voice: string | undefined }): Promise<SaidPiece> {
    const { audio } = await this.tts.generate(text, { voice: this.#voice(voice), speed: rate });
    // A list where there are several channels; Kokoro has one.
    return { samples: audio instanceof Float32Array ? audio : (audio[0] ?? new Float32Array(0)) };
  }

  #voice(wanted: string | undefined): VoiceId {
    const known = (id: string | undefined): id is VoiceId =>
      id !== undefined && this.voices.includes(id) && Object.hasOwn(this.tts.voices, id);
    return known(wanted) ? wanted : (this.voices.find(known) ?? 'af_heart');
  }
}
