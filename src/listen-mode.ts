import type { ListenMode } from '../workers/protocol';
import type { TalkMode } from './ui/view-model';

/** What decides whether the microphone counts just now. */
export interface ListenSituation {
  talkMode: TalkMode;
  /** Push-to-talk: the key is down. */
  holding: boolean;
  /** A reply is being heard. */
  speaking: boolean;
  /** Whether a voice can be told from the echo of the reply. */
  separable: boolean;
}

/** Which frames of the microphone count. */
export function listenMode({ talkMode, holding, speaking, separable }: ListenSituation): ListenMode {
  if (talkMode === 'push-to-talk') return holding ? 'held' : 'closed';
  return speaking && !separable ? 'closed' : 'always';
}
