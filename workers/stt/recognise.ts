/** One recognition, step by step and measured, for whatever encoder and decoder there are. */
import { measured } from '../measures';
import type { Decoded, DecodeOptions } from './speech-decoder';
import type { RecogniseOptions } from './transcriber';
import type { Recognition } from './transcript';

export interface RecogniseSteps<Audio> {
  /** How the encoder is measured. */
  tags: Readonly<Record<string, number>>;
  encode(): Promise<Audio>;
  decode(audio: Audio, options: DecodeOptions): Promise<Decoded>;
  text(tokens: readonly number[]): string;
  /** Gives back what the encoder made. */
  release?(audio: Audio): void;
}

/** Encodes, lets others in, decodes. Nothing can stop a run of the encoder; after it and between tokens `between` may throw. */
export async function recogniseBySteps<Audio>(
  { tags, encode, decode, text, release }: RecogniseSteps<Audio>,
  { maxTokens, draft, search, between }: RecogniseOptions,
): Promise<Recognition> {
  const start = performance.now();
  const audio = await measured('stt.encode', encode, () => tags);
  const encoded = performance.now();
  try {
    await between([], '');
    const onToken = (tokens: readonly number[]) => between(tokens, text(tokens).trim());
    const result = await measured(
      'stt.decode',
      () => decode(audio, { maxTokens, draft, search, onToken }),
      ({ tokens, drafted }) => ({ tokens: tokens.length, drafted }),
    );
    return {
      text: text(result.tokens).trim(),
      tokens: result.tokens,
      draftedTokens: result.drafted,
      noSpeechProbability: result.noSpeechProbability,
      averageLogProbability: result.averageLogProbability,
      encodeMs: encoded - start,
      decodeMs: performance.now() - encoded,
    };
  } finally {
    release?.(audio);
  }
}
