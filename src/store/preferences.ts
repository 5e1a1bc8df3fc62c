/**
 * All that the user can choose, as one document: what is stored, exported and imported. Ranges stand here once; the settings
 * page, the import and those who act on a value read them from here.
 */
import * as v from 'valibot';

/** A whole or broken number between two ends, in steps that the settings page offers. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Ends and steps of every number. Sources stand beside those that are not a plain choice. */
export const RANGES = {
  /** The documents' `rate`; the voices stay understandable within it. */
  voiceRate: { min: 0.5, max: 2, step: 0.05 },
  voicePitch: { min: 0.5, max: 2, step: 0.05 },
  /** As a factor; 1 is the voice's own level. */
  voiceVolume: { min: 0, max: 1, step: 0.05 },
  inputGain: { min: 0.25, max: 4, step: 0.25 },
  vadPaddingMs: { min: 0, max: 1000, step: 50 },
  vadMinSpeechMs: { min: 60, max: 1000, step: 20 },
  sttTemperature: { min: 0, max: 1, step: 0.1 },
  sttBeams: { min: 1, max: 5, step: 1 },
  llmTemperature: { min: 0, max: 2, step: 0.1 },
  llmMaxTokens: { min: 20, max: 1024, step: 4 },
  llmTopP: { min: 0.05, max: 1, step: 0.05 },
  llmRepeatPenalty: { min: 1, max: 2, step: 0.05 },
  llmContextTokens: { min: 256, max: 8192, step: 256 },
  /** Exchanges that the model is told again. */
  historyTurns: { min: 0, max: 20, step: 1 },
  retentionDays: { min: 1, max: 365, step: 1 },
  retentionPoints: { min: 1000, max: 100_000, step: 1000 },
} as const satisfies Record<string, NumberRange>;

function ranged(key: keyof typeof RANGES, otherwise: number) {
  const { min, max } = RANGES[key];
  return v.fallback(v.pipe(v.number(), v.minValue(min), v.maxValue(max)), otherwise);
}
function wholeRanged(key: keyof typeof RANGES, otherwise: number) {
  const { min, max } = RANGES[key];
  return v.fallback(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)), otherwise);
}
const text = v.pipe(v.string(), v.maxLength(500));
const flag = (otherwise: boolean) => v.fallback(v.boolean(), otherwise);

/** An origin the page may be allowed to reach: https, or this very device for those who run a mirror themselves. */
export const originSchema = v.pipe(
  text,
  v.check((value) => {
    try {
      const { origin, protocol, hostname } = new URL(value);
      return origin === value && (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1');
    } catch {
      return false;
    }
  }, 'An origin such as https://huggingface.co'),
);

/** What is missing or makes no sense takes its default: a document of another version still opens. */
export const preferencesSchema = v.object({
  // ---- talking
  /** How long a pause may be before Sotto answers. */
  patience: v.fallback(v.picklist(['quick', 'normal', 'patient']), 'normal'),
  /**
   * `hands-free`: the microphone stays open. `push-to-talk`: it counts while a key is held. `toggle`: one press begins, the
   * next ends. `one-question`: a press opens it for one question.
   */
  talkMode: v.fallback(v.picklist(['hands-free', 'push-to-talk', 'toggle', 'one-question']), 'hands-free'),
  /** `on`: only what names Sotto counts. */
  nameGate: v.fallback(v.picklist(['off', 'on']), 'off'),
  /** Minutes without a word after which the microphone is given back; 0 for never. */
  idleMinutes: v.fallback(v.picklist([0, 5, 15, 60]), 15),
  // ---- sound
  /** Ids as the browser names devices; undefined follows the system. */
  microphoneId: v.fallback(v.optional(text), undefined),
  speakerId: v.fallback(v.optional(text), undefined),
  /** What the browser does to the microphone's sound. */
  echoCancellation: flag(true),
  noiseSuppression: flag(true),
  autoGain: flag(true),
  inputGain: ranged('inputGain', 1),
  /** The browser's latency hint: `low` is `interactive`, `quality` is `playback`. */
  audioProfile: v.fallback(v.picklist(['low', 'balanced', 'quality']), 'low'),
  // ---- voice activity
  /** 0 lets most sound count as speech, 3 the least: WebRTC's own four steps. */
  vadAggressiveness: v.fallback(v.picklist([0, 1, 2, 3]), 1),
  vadPaddingMs: wholeRanged('vadPaddingMs', 300),
  vadMinSpeechMs: wholeRanged('vadMinSpeechMs', 160),
  // ---- models: an id of the catalogue, or what the device's tier says
  sttModel: v.fallback(text, 'auto'),
  llmModel: v.fallback(text, 'auto'),
  ttsModel: v.fallback(text, 'auto'),
  /** Voice of the model; undefined for its first. */
  ttsVoice: v.fallback(v.optional(text), undefined),
  /** Threads for each big model; 0 takes what the device has. */
  threads: v.fallback(v.picklist([0, 1, 2, 3, 4]), 0),
  // ---- voice
  voiceRate: ranged('voiceRate', 1),
  voicePitch: ranged('voicePitch', 1),
  voiceVolume: ranged('voiceVolume', 1),
  // ---- recognition
  /** BCP 47, or `auto`. */
  sttLanguage: v.fallback(text, 'auto'),
  sttTemperature: ranged('sttTemperature', 0),
  sttBeams: wholeRanged('sttBeams', 1),
  // ---- language model
  llmTemperature: ranged('llmTemperature', 0),
  llmMaxTokens: wholeRanged('llmMaxTokens', 60),
  llmTopP: ranged('llmTopP', 1),
  llmRepeatPenalty: ranged('llmRepeatPenalty', 1.1),
  llmContextTokens: wholeRanged('llmContextTokens', 2048),
  historyTurns: wholeRanged('historyTurns', 5),
  // ---- what is kept
  keepConversations: flag(true),
  /** Sotto watches its own speed. */
  monitor: flag(true),
  retentionDays: wholeRanged('retentionDays', 30),
  retentionPoints: wholeRanged('retentionPoints', 10_000),
  /** Sentences and answers made before are kept ready in memory. */
  caches: flag(true),
  // ---- the page
  /** `auto` follows the browser. */
  locale: v.fallback(v.picklist(['auto', 'en', 'de', 'ar']), 'auto'),
  /** Where models are fetched from. */
  hubUrl: v.fallback(originSchema, 'https://huggingface.co'),
  /** Where WebLLM's model libraries lie; undefined: nowhere, and its models cannot run. */
  webLlmLibrariesUrl: v.fallback(v.optional(text), undefined),
  /** Origins that the page may reach beside its own. */
  allowedOrigins: v.fallback(v.pipe(v.array(originSchema), v.maxLength(20)), []),
});

export type Preferences = v.InferOutput<typeof preferencesSchema>;

/** What holds until the user chooses otherwise. */
export const DEFAULT_PREFERENCES: Preferences = v.parse(preferencesSchema, {});
