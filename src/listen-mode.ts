import type { ListenMode } from '../workers/protocol';
import type { TalkMode } from './ui/view-model';

/** What decides whether the microphone counts just now. */
export interface ListenSituation {
  talkMode: TalkMode;
  /** Push-to-talk: the key is down; toggle: it was pressed once. */
  holding: boolean;
  /** A reply is being heard. */
  speaking: boolean;
  /** Whether a voice can be told from the echo of the reply. */
  separable: boolean;
}

/** Whether it is a key that says when the user speaks. */
export function isHeld(talkMode: TalkMode): boolean {
  return talkMode === 'push-to-talk' || talkMode === 'toggle';
}

/** Which frames of the microphone count. */
export function listenMode({ talkMode, holding, speaking, separable }: ListenSituation): ListenMode {
  if (isHeld(talkMode)) return holding ? 'held' : 'closed';
  return speaking && !separable ? 'closed' : 'always';
}
