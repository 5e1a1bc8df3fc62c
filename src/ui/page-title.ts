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
  const listens = microphone === 'on' && (preferences.talkMode !== 'push-to-talk' || holding);
  if (!listens) return quietTitle;
  return byName ? nameTitle : listeningTitle;
}
