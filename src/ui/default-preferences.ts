import type { PreferencesView } from './view-model';

/** What holds until the user chooses otherwise. */
export const DEFAULT_PREFERENCES: PreferencesView = {
  patience: 'normal',
  talkMode: 'hands-free',
  nameGate: 'off',
  idleMinutes: 15,
  keepConversations: true,
};
