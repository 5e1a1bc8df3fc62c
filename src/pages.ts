/** The pages beside the conversation, each fetched when it is first looked at. Only wiring: what a page does lies with its host. */
import type { ModelRole, PackCalls } from '../workers/protocol';
import type { Client } from '../workers/rpc';
import { HAS_GPL } from './build-flags';
import type { ModelChoice } from './model-choice';
import { CATALOG } from './models/catalog';
import type { CatalogModel } from './models/catalog-model';
import type { Choice } from './models/choose-model';
import { type ModelsPage, modelsPage } from './models-host';
import type { PageSwitch } from './page-switch';
import { privacyPage } from './privacy-host';
import type { Reachable } from './reachable';
import type { RequestCounter } from './requests';
import { SettingsHost } from './settings-host';
import type { Database } from './store/database';
import type { KeptStores } from './store/kept-stores';
import type { Preferences } from './store/preferences';

export interface PagesOptions {
  pages: PageSwitch;
  packs: Pick<Client<PackCalls>, 'call'>;
  database: Database;
  kept: KeptStores;
  modelsUrl: string;
  version: string;
  nowMs: () => number;
  preferences: () => Preferences;
  prefer: (change: Partial<Preferences>) => Promise<void>;
  remembers: () => boolean;
  choice: ModelChoice;
  choices: () => Readonly<Record<ModelRole, Choice>>;
  /** Voices of the browser, for the settings. */
  systemVoices: () => readonly { id: string; title: string; language: string }[];
  reachable: Reachable;
  /** Whether what the user allows is in force only after another load of the page. */
  allowed: { readonly awaitsReload: boolean };
  reload: () => void;
  removeConversations: () => Promise<void>;
  requests: RequestCounter;
  /** Does the work, and then what did not work before is tried once more. */
  tryAgain: (work?: () => Promise<void>) => Promise<void>;
  /** Lists that were read before are old. */
  onRestored: () => void;
  /** Nothing more is to be written. */
  beforeWipe: () => void;
  onError: (error: unknown) => void;
}

export interface Pages {
  /** Something that the pages show of models and preferences is another. */
  changed(): void;
}

export function addPages(options: PagesOptions): Pages {
  const { pages, packs, kept, preferences, prefer, choice, reachable, onError } = options;
  const removeModels = async () => {
    const { packs: stored } = await packs.call('list', null);
    for (const { packId } of stored) await packs.call('remove', { packId });
  };
  const models: ModelsPage = modelsPage({
    packs,
    kept,
    baseUrl: options.modelsUrl,
    preferences,
    // What is in use already may be one that did not work: whoever asks for it again wants another try.
    prefer: (change) => void options.tryAgain(() => prefer(change)).catch(onError),
    deviceFacts: () => choice.facts(),
    choices: options.choices,
    hasSystemVoices: () => options.systemVoices().length > 0,
    withoutGpl: !HAS_GPL,
    isAllowed: (origin) => reachable.isOpen(origin),
    allowOrigins: async (origins) => {
      await prefer({ allowedOrigins: [...new Set([...preferences().allowedOrigins, ...origins])] });
      options.reload();
    },
    onStored: () => void options.tryAgain().catch(onError),
    onError,
  });
  const settings = new SettingsHost({
    preferences,
    prefer,
    database: options.database,
    remembers: options.remembers,
    choices: () => ({
      sttModels: modelOptions('stt'),
      llmModels: modelOptions('llm'),
      ttsModels: modelOptions('tts'),
      voices: voiceOptions(options.choices().tts.model, options.systemVoices()),
    }),
    onRestored: options.onRestored,
    removeModels,
    beforeWipe: options.beforeWipe,
    reload: options.reload,
    appVersion: options.version,
    nowMs: options.nowMs,
    onError,
  });
  const privacy = privacyPage({
    kept: {
      database: options.database,
      removals: { conversations: options.removeConversations, models: removeModels },
    },
    requests: options.requests,
    settings: () => (options.remembers() ? kept.settings : undefined),
    preferences,
    builtConnect: __SOTTO_CONNECT__,
    disallow: async (origin) => {
      await prefer({ allowedOrigins: preferences().allowedOrigins.filter((allowed) => allowed !== origin) });
      return reachable.canChange;
    },
    needsReload: () => options.allowed.awaitsReload,
    onRemoved: options.onRestored,
    onError,
  });
  for (const page of [models, settings, privacy]) pages.add(page);
  // A download waits for the permission that this load of the page was to bring.
  if (models.expected) location.hash = models.hash;
  return {
    changed: () => {
      models.changed();
      settings.changed();
    },
  };
}

function modelOptions(role: ModelRole) {
  return CATALOG.filter((model) => model.role === role && (HAS_GPL || !model.needsGpl)).map(({ id, title }) => ({
    value: id,
    label: title,
  }));
}

function voiceOptions(
  { engine, voices }: CatalogModel,
  system: readonly { id: string; title: string; language: string }[],
) {
  const all = engine === 'system-voice' ? system : voices;
  return all.map(({ id, title, language }) => ({ value: id, label: `${title} (${language})` }));
}
