/** What the user chose on earlier visits. */
import type { SettingStore } from './store/settings';
import type { PatienceChoice, PreferencesView, TalkMode } from './ui/view-model';

const PATIENCE: readonly PatienceChoice[] = ['quick', 'normal', 'patient'];
const TALK_MODES: readonly TalkMode[] = ['hands-free', 'push-to-talk'];

/** Reads them; what is missing, or was written by another version, takes its default. */
export async function readPreferences(
  settings: SettingStore,
): Promise<PreferencesView & { microphoneId: string | undefined }> {
  const [microphoneId, patience, talkMode] = await Promise.all([
    settings.get('microphoneId'),
    settings.get('patience'),
    settings.get('talkMode'),
  ]);
  return {
    microphoneId,
    patience: PATIENCE.find((choice) => choice === patience) ?? 'normal',
    talkMode: TALK_MODES.find((choice) => choice === talkMode) ?? 'hands-free',
  };
}
