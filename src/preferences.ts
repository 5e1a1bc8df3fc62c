/** What the user chose on earlier visits. */
import type { SettingStore } from './store/settings';
import { DEFAULT_PREFERENCES } from './ui/default-preferences';
import type { IdleMinutes, NameGate, PatienceChoice, PreferencesView, TalkMode } from './ui/view-model';

const PATIENCE: readonly PatienceChoice[] = ['quick', 'normal', 'patient'];
const TALK_MODES: readonly TalkMode[] = ['hands-free', 'push-to-talk'];
const NAME_GATES: readonly NameGate[] = ['off', 'on'];
const IDLE_MINUTES: readonly IdleMinutes[] = [0, 5, 15, 60];

/** Reads them; what is missing, or was written by another version, takes its default. */
export async function readPreferences(
  settings: SettingStore,
): Promise<PreferencesView & { microphoneId: string | undefined }> {
  const [microphoneId, patience, talkMode, nameGate, idleMinutes, keepConversations] = await Promise.all([
    settings.get('microphoneId'),
    settings.get('patience'),
    settings.get('talkMode'),
    settings.get('nameGate'),
    settings.get('idleMinutes'),
    settings.get('keepConversations'),
  ]);
  return {
    microphoneId,
    patience: PATIENCE.find((choice) => choice === patience) ?? DEFAULT_PREFERENCES.patience,
    talkMode: TALK_MODES.find((choice) => choice === talkMode) ?? DEFAULT_PREFERENCES.talkMode,
    nameGate: NAME_GATES.find((choice) => choice === nameGate) ?? DEFAULT_PREFERENCES.nameGate,
    idleMinutes: IDLE_MINUTES.find((choice) => String(choice) === idleMinutes) ?? DEFAULT_PREFERENCES.idleMinutes,
    keepConversations:
      keepConversations === undefined ? DEFAULT_PREFERENCES.keepConversations : keepConversations === 'on',
  };
}
