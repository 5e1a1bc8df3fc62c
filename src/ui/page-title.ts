import type { ViewModel } from './view-model';

/** What the tab says when the microphone is closed: the title of index.html. */
export const QUIET_TITLE = 'Sotto: a voice assistant that stays on this device';

/** The tab's title: whether Sotto listens is seen from every other tab, too. */
export function pageTitle({
  microphone,
  holding,
  byName,
  preferences,
}: Pick<ViewModel, 'microphone' | 'holding' | 'byName' | 'preferences'>): string {
  const listens = microphone === 'on' && (preferences.talkMode === 'hands-free' || holding);
  if (!listens) return QUIET_TITLE;
  return byName ? '● Say “Sotto, …”' : '● Sotto is listening';
}
