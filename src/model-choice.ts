/** Which model each role has on this device: what the device carries is found out once, and only when it matters. */

import type { ModelRole } from '../workers/protocol';
import { HAS_GPL } from './build-flags';
import { CATALOG, starterOf } from './models/catalog';
import type { CatalogModel, ChosenModel } from './models/catalog-model';
import { type Choice, chooseModel } from './models/choose-model';
import { type DeviceFacts, type DeviceTier, type NavigatorLike, readDeviceFacts, tierOf } from './models/tier';
import type { Preferences } from './store/preferences';

export interface ModelChoiceOptions {
  preferences: () => Preferences;
  navigator: NavigatorLike;
  isolated: boolean;
  /** The browser brings voices of its own. */
  hasSystemVoices: () => boolean;
}

export class ModelChoice {
  #facts: Promise<DeviceFacts> | undefined;

  constructor(private readonly options: ModelChoiceOptions) {}

  /** What the device tells of itself, its graphics chip included: asking wakes that up. */
  facts(): Promise<DeviceFacts> {
    this.#facts ??= readDeviceFacts(this.options.navigator, this.options.isolated);
    return this.#facts;
  }

  #factsOfProcessor(): Promise<DeviceFacts> {
    const { hardwareConcurrency, deviceMemory, userAgent, maxTouchPoints, userAgentData } = this.options.navigator;
    const navigator = { hardwareConcurrency, deviceMemory, userAgent, maxTouchPoints, userAgentData };
    return readDeviceFacts(navigator, this.options.isolated);
  }

  async tier(): Promise<DeviceTier> {
    return tierOf(await this.facts());
  }

  /** Always finds one. @param stored ids of what is whole on the disk */
  async choose(role: ModelRole, stored: ReadonlySet<string>): Promise<Choice> {
    const wanted = wantedOf(role, this.options.preferences());
    const { sttLanguage } = this.options.preferences();
    const installed = new Set(stored);
    if (this.options.hasSystemVoices()) installed.add('system-voice');
    // Nothing that needs a graphics chip is here: the chip may sleep.
    const matters = CATALOG.some(
      (model) =>
        model.role === role && model.devices.includes('webgpu') && (stored.has(model.id) || model.id === wanted),
    );
    const facts = await (matters ? this.facts() : this.#factsOfProcessor());
    return chooseModel({
      role,
      wanted,
      tier: tierOf(facts).tier,
      shaderF16: facts.webgpu?.shaderF16 ?? false,
      installed,
      language: role === 'stt' && sttLanguage !== 'auto' ? sttLanguage : undefined,
      withoutGpl: !HAS_GPL,
    });
  }
}

/** What a role has where nothing else works: it comes with the app, and runs on every processor. */
export function starterFor(role: ModelRole): ChosenModel {
  return { model: starterOf(role, !HAS_GPL), device: 'wasm' };
}

/** Those a first conversation needs. */
export function starters(): Record<ModelRole, ChosenModel> {
  return { vad: starterFor('vad'), stt: starterFor('stt'), llm: starterFor('llm'), tts: starterFor('tts') };
}

/** What is in use before anything was looked at. */
export function firstChoices(): Record<ModelRole, Choice> {
  const first = (role: ModelRole): Choice => ({ ...starterFor(role), reason: { kind: 'starter' } });
  return { vad: first('vad'), stt: first('stt'), llm: first('llm'), tts: first('tts') };
}

function wantedOf(role: ModelRole, { sttModel, llmModel, ttsModel }: Preferences): CatalogModel['id'] {
  switch (role) {
    case 'vad':
      return 'auto';
    case 'stt':
      return sttModel;
    case 'llm':
      return llmModel;
    case 'tts':
      return ttsModel;
  }
}
