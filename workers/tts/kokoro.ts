/** Kokoro 82M by kokoro-js: one run for a piece of text, at 24 kHz. */
import { KokoroTTS } from 'kokoro-js';
import type { ComputeDevice } from '../protocol';
import type { KokoroDtype, KokoroVoices } from './kokoro-pack';
import type { SaidPiece } from './piecewise-voice';

export const KOKORO_RATE_HZ = 24_000;
type VoiceId = keyof KokoroTTS['voices'];

export class Kokoro {
  private constructor(
    private readonly tts: KokoroTTS,
    private readonly ids: readonly string[],
    private readonly voices: Pick<KokoroVoices, 'read'>,
  ) {}

  /** @param ids voices at hand; the first is taken for any other. */
  static async load(
    id: string,
    dtype: KokoroDtype,
    device: ComputeDevice,
    ids: readonly string[],
    voices: Pick<KokoroVoices, 'read'>,
  ): Promise<Kokoro> {
    return new Kokoro(await KokoroTTS.from_pretrained(id, { dtype, device }), ids, voices);
  }

  /** @param rate 0.5 to 2. Throws what ONNX Runtime and reading a voice throw. */
  async say(text: string, { rate, voice }: { rate: number; voice: string | undefined }): Promise<SaidPiece> {
    const id = this.#voice(voice);
    await this.voices.read(id);
    const { audio } = await this.tts.generate(text, { voice: id, speed: rate });
    // A list where there are several channels; Kokoro has one.
    return { samples: audio instanceof Float32Array ? audio : (audio[0] ?? new Float32Array(0)) };
  }

  #voice(wanted: string | undefined): VoiceId {
    const known = (id: string | undefined): id is VoiceId =>
      id !== undefined && this.ids.includes(id) && Object.hasOwn(this.tts.voices, id);
    return known(wanted) ? wanted : (this.ids.find(known) ?? 'af_heart');
  }
}
