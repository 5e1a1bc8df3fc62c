import type { LoadingView, Stage } from './view-model';

/** Stages in which a question can be asked, by voice or by keyboard. */
export function isUsable(stage: Stage): boolean {
  return ['ready', 'listening', 'hearing', 'thinking', 'speaking'].includes(stage);
}

/** Stages in which there is a reply to stop. */
export function isReplying(stage: Stage): boolean {
  return stage === 'thinking' || stage === 'speaking';
}

/** True while bytes are still on their way over the network. */
export function isFetching(loading: LoadingView): boolean {
  return loading.fromNetwork && loading.loadedBytes < loading.totalBytes;
}
