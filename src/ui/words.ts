import { formatSeconds } from './format';
import type { GuessView, LoadingRow, LoadingView, Stage } from './view-model';

/** Stages in which a question can be asked, by voice or by keyboard. */
export function isUsable(stage: Stage): boolean {
  return ['ready', 'listening', 'hearing', 'thinking', 'speaking'].includes(stage);
}

/** Stages in which there is a reply to stop. */
export function isReplying(stage: Stage): boolean {
  return stage === 'thinking' || stage === 'speaking';
}

/** Why the text box waits, or what it is for. */
export function composerPlaceholder(stage: Stage): string {
  switch (stage) {
    case 'starting':
      return 'One moment…';
    case 'setup':
      return 'Set up Sotto first';
    case 'loading':
      return 'Ready in a moment…';
    case 'failed':
      return 'Not available';
    default:
      return 'Or type a question';
  }
}

/** True while bytes are still on their way over the network. */
export function isFetching(loading: LoadingView): boolean {
  return loading.fromNetwork && loading.loadedBytes < loading.totalBytes;
}

/** A model's step in words; the bytes stand beside it while it downloads. */
export function stepWords(step: LoadingRow['step']): string {
  const words: Record<LoadingRow['step'], string> = {
    waiting: 'waiting',
    downloading: 'downloading',
    reading: 'reading',
    creating: 'opening',
    'warming-up': 'warming up',
    ready: 'ready',
  };
  return words[step];
}

/** What was begun before a turn was decided, in one line; empty when nothing was. */
export function guessWords({ begun, dropped, wastedMs }: GuessView): string {
  if (begun <= 0) return '';
  const tries = begun === 1 ? '1 try' : `${begun} tries`;
  if (dropped <= 0) return `Started early: ${tries}, ${begun === 1 ? 'kept' : 'none dropped'}`;
  const lost = begun === 1 ? 'dropped' : `${dropped} dropped`;
  return `Started early: ${tries}, ${lost} (${formatSeconds(wastedMs, 1000)} of work)`;
}
