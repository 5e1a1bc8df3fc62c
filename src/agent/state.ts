/** What Sotto is doing, as one union and one reducer; the page shows nothing that is not in it. */
import type { ErrorCode, ModelRole } from '../../workers/protocol';

/** One row of the loading list: a model, in words a person knows. */
export interface LoadingItem {
  packId: string;
  role: ModelRole;
  title: string;
  sizeBytes: number;
  loadedBytes: number;
  step: 'waiting' | 'downloading' | 'reading' | 'creating' | 'warming-up' | 'ready';
}

/** A fault as the page shows it. */
export interface Fault {
  code: ErrorCode;
  message: string;
}

/** What was understood so far: words that stay, and words that may still change. */
export interface PartialTranscript {
  firm: string;
  soft: string;
}

/** How the microphone is used: `off` takes typed words only. */
export type MicrophoneState = 'off' | 'opening' | 'on';

export type Phase =
  /** Looking at what this browser can do and what is on disk. */
  | { name: 'starting' }
  /** First run: nothing is loaded until the user says so. */
  | { name: 'setup'; items: LoadingItem[]; resumable: boolean }
  | { name: 'loading'; items: LoadingItem[]; fromNetwork: boolean }
  /** Models loaded, microphone off. */
  | { name: 'ready' }
  /** Microphone on, nobody speaks. */
  | { name: 'listening' }
  /** The user speaks. */
  | { name: 'hearing'; partial: PartialTranscript }
  /** The user's turn is over, the reply has not begun. */
  | { name: 'thinking'; transcript: string }
  | { name: 'speaking'; reply: string }
  /** Sotto cannot go on until the user does something about `fault`. */
  | { name: 'failed'; fault: Fault };

export type PhaseName = Phase['name'];

export interface AgentState {
  phase: Phase;
  microphone: MicrophoneState;
}

export const INITIAL_STATE: AgentState = { phase: { name: 'starting' }, microphone: 'off' };

export type AgentAction =
  | { kind: 'setup-needed'; items: LoadingItem[]; resumable: boolean }
  | { kind: 'loading'; items: LoadingItem[]; fromNetwork: boolean }
  | { kind: 'loaded' }
  | { kind: 'microphone'; microphone: MicrophoneState }
  | { kind: 'speech-started' }
  | { kind: 'partial'; partial: PartialTranscript }
  /** What began as speech was none, or is not meant for a turn. */
  | { kind: 'speech-dropped' }
  | { kind: 'turn-started'; transcript: string }
  /** The reply as far as it is being heard. */
  | { kind: 'reply'; text: string }
  | { kind: 'turn-over' }
  | { kind: 'failed'; fault: Fault };

/** The phase when nobody speaks and nothing is being worked on. */
function atRest(microphone: MicrophoneState): Phase {
  return { name: microphone === 'on' ? 'listening' : 'ready' };
}

/** Phases in which a question can be asked. */
export function isUsable({ name }: Phase): boolean {
  return name !== 'starting' && name !== 'setup' && name !== 'loading' && name !== 'failed';
}

/** The one place where the state changes. An action that makes no sense in a phase changes nothing. */
export function reduce(state: AgentState, action: AgentAction): AgentState {
  const { phase, microphone } = state;
  const become = (next: Phase): AgentState => ({ phase: next, microphone });
  switch (action.kind) {
    case 'setup-needed':
      return become({ name: 'setup', items: action.items, resumable: action.resumable });
    case 'loading':
      return become({ name: 'loading', items: action.items, fromNetwork: action.fromNetwork });
    case 'loaded':
      return become(atRest(microphone));
    case 'microphone': {
      const waiting = phase.name === 'ready' || phase.name === 'listening' || phase.name === 'hearing';
      return { phase: waiting ? atRest(action.microphone) : phase, microphone: action.microphone };
    }
    case 'speech-started':
      return phase.name === 'listening' ? become({ name: 'hearing', partial: { firm: '', soft: '' } }) : state;
    case 'partial':
      return phase.name === 'hearing' ? become({ name: 'hearing', partial: action.partial }) : state;
    case 'speech-dropped':
      return phase.name === 'hearing' ? become(atRest(microphone)) : state;
    case 'turn-started':
      return isUsable(phase) ? become({ name: 'thinking', transcript: action.transcript }) : state;
    case 'reply':
      return phase.name === 'thinking' || phase.name === 'speaking'
        ? become({ name: 'speaking', reply: action.text })
        : state;
    case 'turn-over':
      return phase.name === 'thinking' || phase.name === 'speaking' ? become(atRest(microphone)) : state;
    case 'failed':
      return become({ name: 'failed', fault: action.fault });
  }
}
