/** How a model's texts begin, by its own files: Whisper is told language and task, Moonshine nothing. */
import type { ConfigValues } from '../config-values';
import { SottoError } from '../rpc';
import type { DecoderTokens } from './speech-decoder';

export interface TextPlan {
  /** `whisper` hears features of 30 s, `moonshine` samples of any length. */
  kind: 'whisper' | 'moonshine';
  tokens: DecoderTokens;
  /** What every text begins with. */
  start: number;
  /** Tokens of languages, by code as in `de`; empty where the model has but one. */
  languages: ReadonlyMap<string, number>;
  /** All that comes before the text. */
  prompt(language: number | undefined): number[];
}

/**
 * @param modelType `model_type` of `config.json`. @param generation the parsed `generation_config.json`.
 * @throws SottoError `model-load-failed` for any other model.
 */
export function textPlan(modelType: string, generation: ConfigValues): TextPlan {
  if (modelType === 'whisper') return whisperPlan(generation);
  if (modelType === 'moonshine') return moonshinePlan(generation);
  throw new SottoError(
    'model-load-failed',
    `Sotto hears with Whisper and Moonshine, not with a model called ${modelType}.`,
  );
}

/** The language's token for a BCP 47 tag, as `de-AT`; undefined for one that the model does not know, and for none. */
export function languageToken({ languages }: TextPlan, language: string | undefined): number | undefined {
  const [code = ''] = (language ?? '').toLowerCase().split('-');
  // Whisper keeps the old code of Javanese, and knows Norwegian by its common name.
  const whisperCodes: Readonly<Record<string, string>> = { jv: 'jw', nb: 'no', fil: 'tl' };
  return languages.get(whisperCodes[code] ?? code);
}

function whisperPlan(generation: ConfigValues): TextPlan {
  const start = generation.number('decoder_start_token_id');
  const end = endToken(generation);
  const noTimestamps = generation.number('no_timestamps_token_id');
  const languages = generation.keys().includes('lang_to_id') ? languagesOf(generation.at('lang_to_id')) : new Map();
  const transcribe = languages.size > 0 ? [generation.at('task_to_id').number('transcribe')] : [];
  return {
    kind: 'whisper',
    tokens: {
      end,
      // Everything above is for languages, tasks and timestamps.
      textEnd: end + 1,
      // Files of the hub do not name it; in every Whisper it is the token before "no timestamps" (openai/whisper, tokenizer.py).
      noSpeech: generation.keys().includes('no_speech_token_id')
        ? generation.number('no_speech_token_id')
        : noTimestamps - 1,
      suppressed: numbersOrNone(generation, 'suppress_tokens'),
      suppressedFirst: numbersOrNone(generation, 'begin_suppress_tokens'),
    },
    start,
    languages,
    prompt: (language) => [start, ...(language === undefined ? [] : [language]), ...transcribe, noTimestamps],
  };
}

function moonshinePlan(generation: ConfigValues): TextPlan {
  const start = generation.number('decoder_start_token_id');
  return {
    kind: 'moonshine',
    tokens: { end: endToken(generation), textEnd: undefined, noSpeech: undefined, suppressed: [], suppressedFirst: [] },
    start,
    languages: new Map(),
    prompt: () => [start],
  };
}

/** By code, from `<|de|>`. */
function languagesOf(values: ConfigValues): ReadonlyMap<string, number> {
  return new Map(values.keys().map((key) => [key.replace(/^<\|(.*)\|>$/, '$1'), values.number(key)]));
}

/** One number, or a list that begins with it. */
function endToken(generation: ConfigValues): number {
  return numbersOrNone(generation, 'eos_token_id')[0] ?? generation.number('eos_token_id');
}

function numbersOrNone(values: ConfigValues, key: string): number[] {
  try {
    return values.numbers(key);
  } catch {
    return [];
  }
}
