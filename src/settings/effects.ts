/** What a change of preferences asks for at once. Pure: whoever wires the parts does it. */
import type { LlmOptions, SttOptions, TtsOptions } from '../../workers/protocol';
import type { Retention } from '../store/metric';
import type { Preferences } from '../store/preferences';
import { differing, type PreferenceKey } from './preference-change';

export type Effect =
  /** Which frames of the microphone count. */
  | 'talk-mode'
  /** The microphone, if it is open, is opened anew: another device, or another treatment of its sound. */
  | 'microphone'
  | 'input-gain'
  | 'speaker'
  /** The audio context is built anew, and what hangs on it. */
  | 'audio-context'
  /** `configure` of the detector, the recogniser, the language model, the voice. */
  | 'detector'
  | 'recognition'
  | 'language-model'
  | 'voice'
  | 'voice-rate'
  | 'voice-volume'
  /** Other models, or other threads for them: they are loaded. */
  | 'models'
  /** Fewer exchanges may be told to the model from now on. */
  | 'history'
  | 'keep-conversations'
  | 'monitor'
  | 'retention'
  | 'caches'
  | 'locale'
  /** Hosts that the page may reach: the service worker is told, and the page loads once more. */
  | 'hosts';

/** Read when it is needed: nothing has to be done when it changes. */
type Passive = 'patience' | 'nameGate' | 'idleMinutes' | 'llmMaxTokens';

const EFFECTS: Readonly<Record<Exclude<PreferenceKey, Passive>, Effect>> = {
  talkMode: 'talk-mode',
  microphoneId: 'microphone',
  echoCancellation: 'microphone',
  noiseSuppression: 'microphone',
  autoGain: 'microphone',
  inputGain: 'input-gain',
  speakerId: 'speaker',
  audioProfile: 'audio-context',
  vadAggressiveness: 'detector',
  vadPaddingMs: 'detector',
  vadMinSpeechMs: 'detector',
  sttLanguage: 'recognition',
  sttTemperature: 'recognition',
  sttBeams: 'recognition',
  llmTemperature: 'language-model',
  llmTopP: 'language-model',
  llmRepeatPenalty: 'language-model',
  llmContextTokens: 'language-model',
  ttsVoice: 'voice',
  voicePitch: 'voice',
  voiceRate: 'voice-rate',
  voiceVolume: 'voice-volume',
  sttModel: 'models',
  llmModel: 'models',
  ttsModel: 'models',
  threads: 'models',
  historyTurns: 'history',
  keepConversations: 'keep-conversations',
  monitor: 'monitor',
  retentionDays: 'retention',
  retentionPoints: 'retention',
  caches: 'caches',
  locale: 'locale',
  hubUrl: 'hosts',
  webLlmLibrariesUrl: 'hosts',
  allowedOrigins: 'hosts',
};

/** Each effect once, in a fixed order. */
export function effectsOf(before: Preferences, after: Preferences): Effect[] {
  const keys = new Set<string>(differing(before, after));
  const found = Object.entries(EFFECTS).flatMap(([key, effect]) => (keys.has(key) ? [effect] : []));
  return [...new Set(found)];
}

export function sttOptionsOf({ sttLanguage, sttTemperature, sttBeams }: Preferences): SttOptions {
  return {
    language: sttLanguage === 'auto' ? undefined : sttLanguage,
    temperature: sttTemperature,
    beams: sttBeams,
  };
}

export function llmOptionsOf(preferences: Preferences): LlmOptions {
  const { llmTemperature, llmTopP, llmRepeatPenalty, llmContextTokens } = preferences;
  return {
    temperature: llmTemperature,
    topP: llmTopP,
    repeatPenalty: llmRepeatPenalty,
    contextTokens: llmContextTokens,
  };
}

export function ttsOptionsOf({ ttsVoice, voicePitch }: Preferences): TtsOptions {
  return { voice: ttsVoice, pitch: voicePitch };
}

export function retentionOf({ retentionPoints, retentionDays }: Preferences): Retention {
  return { pointsPerSeries: retentionPoints, days: retentionDays };
}
