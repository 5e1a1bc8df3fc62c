/** Does at once what a change of the user's preferences asks for. */
import { latencyHintOf } from './audio/latency-hint';
import { detectorTuning } from './detector-tuning';
import type { MicrophoneControl } from './microphone-control';
import type { Pipeline } from './pipeline';
import type { PipelineManner, SoundManner } from './pipeline-manner';
import { type Effect, effectsOf, llmOptionsOf, retentionOf, sttOptionsOf, ttsOptionsOf } from './settings/effects';
import type { SpeakerControl } from './speaker-control';
import type { Startup } from './startup';
import type { Preferences } from './store/preferences';
import { followLocale } from './ui/text/locale-choice';
import type { Watching } from './watching';

export interface PreferenceEffectsOptions {
  pipeline: Pipeline;
  microphone: MicrophoneControl;
  speaker: SpeakerControl;
  startup: Startup;
  watching: Watching;
  /** Opens the microphone again, if it is open. */
  reopen(): Promise<void>;
  /** The page may reach these origins and no others beside its own; it is loaded once more for that. */
  allow(origins: readonly string[]): Promise<void>;
}

export class PreferenceEffects {
  constructor(private readonly options: PreferenceEffectsOptions) {}

  /** What was chosen on earlier visits, before anything is loaded. */
  async begin(preferences: Preferences): Promise<void> {
    const { pipeline, microphone, speaker, watching } = this.options;
    microphone.remember(preferences.microphoneId);
    microphone.talkMode = preferences.talkMode;
    watching.monitor.on = preferences.monitor;
    watching.retention = retentionOf(preferences);
    await Promise.all([
      pipeline.configure(mannerOf(preferences)),
      pipeline.useSound(soundOf(preferences)),
      speaker.choose(preferences.speakerId),
      followLocale(preferences.locale),
    ]);
  }

  /** One effect after the other; the first that fails is told, and the others are tried all the same. */
  async change(before: Preferences, after: Preferences): Promise<void> {
    const failures: unknown[] = [];
    for (const effect of effectsOf(before, after)) {
      await this.#do(effect, before, after).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  async #do(effect: Effect, before: Preferences, after: Preferences): Promise<void> {
    const { pipeline, microphone, speaker, startup, watching, reopen, allow } = this.options;
    switch (effect) {
      case 'talk-mode':
        microphone.talkMode = after.talkMode;
        return;
      case 'microphone':
        if (before.microphoneId !== after.microphoneId) microphone.choose(after.microphoneId);
        await pipeline.useSound(soundOf(after));
        return reopen();
      case 'input-gain':
        return pipeline.amplify(after.inputGain);
      case 'speaker':
        return speaker.choose(after.speakerId);
      case 'audio-context':
        return pipeline.useSound(soundOf(after));
      case 'recognition':
        await pipeline.configure(mannerOf(after));
        // Another language may want another model.
        return before.sttLanguage === after.sttLanguage ? undefined : startup.chooseAgain();
      case 'detector':
      case 'language-model':
      case 'voice':
      case 'voice-volume':
        return pipeline.configure(mannerOf(after));
      case 'models':
        return startup.chooseAgain(before.threads !== after.threads);
      case 'caches':
        await pipeline.configure(mannerOf(after));
        // The voice takes its cache up, or lets go of it, when it is connected.
        return pipeline.rewire();
      case 'monitor':
        watching.monitor.on = after.monitor;
        return;
      case 'retention':
        watching.retention = retentionOf(after);
        return;
      case 'locale':
        return followLocale(after.locale);
      case 'hosts':
        return before.allowedOrigins.join() === after.allowedOrigins.join() ? undefined : allow(after.allowedOrigins);
      // Asked for when they are needed.
      case 'voice-rate':
      case 'history':
      case 'keep-conversations':
        return;
    }
  }
}

export function mannerOf(preferences: Preferences): PipelineManner {
  return {
    detector: detectorTuning(preferences),
    recognition: sttOptionsOf(preferences),
    replies: llmOptionsOf(preferences),
    voice: ttsOptionsOf(preferences),
    volume: preferences.voiceVolume,
    caches: preferences.caches,
  };
}

function soundOf({ audioProfile, inputGain, echoCancellation, noiseSuppression, autoGain }: Preferences): SoundManner {
  return {
    latencyHint: latencyHintOf(audioProfile),
    inputGain,
    processing: { echoCancellation, noiseSuppression, autoGain },
  };
}
