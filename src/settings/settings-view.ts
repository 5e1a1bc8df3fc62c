/** The page of settings, made from the preferences and what there is to choose from. Pure. */
import type { Preferences } from '../store/preferences';
import type { ChangeView, FieldKey, ProfileId, SettingsView } from '../ui/settings/settings-view';
import { type ChoiceLists, FIELDS, fieldOf } from './fields';
import { differing, isDefault } from './preference-change';
import { changedBy, PROFILE_IDS, PROFILES } from './profiles';

export interface SettingsData extends Pick<SettingsView, 'latency' | 'incoming' | 'busy' | 'remembers' | 'notice'> {
  preferences: Preferences;
  lists: ChoiceLists;
  /** Settings that this browser has no place for. */
  absent: ReadonlySet<FieldKey>;
  undo: ProfileId | undefined;
}

export function settingsView({ preferences, lists, absent, ...rest }: SettingsData): SettingsView {
  return {
    ...rest,
    fields: FIELDS.map(({ key, section, control }) => ({
      key,
      section,
      control: control(preferences, lists),
      changed: !isDefault(preferences, key),
      absent: absent.has(key),
    })),
    profiles: PROFILE_IDS.map((id) => ({
      id,
      changes: changesOf(changedBy(id, preferences), preferences, { ...preferences, ...PROFILES[id] }, lists),
    })),
  };
}

/** What a change would do, as the page shows it. */
export function changesBetween(before: Preferences, after: Preferences, lists: ChoiceLists): ChangeView[] {
  return changesOf(differing(before, after), before, after, lists);
}

function changesOf(
  keys: readonly FieldKey[],
  before: Preferences,
  after: Preferences,
  lists: ChoiceLists,
): ChangeView[] {
  return keys.map((key) => {
    const { control } = fieldOf(key);
    return { key, before: control(before, lists), after: control(after, lists) };
  });
}
