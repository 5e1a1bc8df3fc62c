import { talkText } from './text/talk/words';
import type { ViewModel } from './view-model';

/** The tab's title: whether Sotto listens is seen from every other tab, too. Closed, it is the title of index.html. */
export function pageTitle({
  microphone,
  holding,
  byName,
  preferences,
}: Pick<ViewModel, 'microphone' | 'holding' | 'byName' | 'preferences'>): string {
  const { quietTitle, nameTitle, listeningTitle } = talkText();
  const { talkMode } = preferences;
  // A key says when the user speaks: until then an open microphone counts for nothing.
  const keyed = talkMode === 'push-to-talk' || talkMode === 'toggle';
  const listens = microphone === 'on' && (holding || !keyed);
  if (!listens) return quietTitle;
  return byName ? nameTitle : listeningTitle;
}
