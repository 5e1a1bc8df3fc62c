/** The agent's one event stream: what the page, the store and the monitor know of a conversation. */
import type { TurnRecord } from '../store/turn-record';
import type { AgentState } from './state';

/** One line of the conversation. */
export interface Message {
  id: number;
  turnId: string;
  role: 'user' | 'assistant';
  text: string;
  /** Still being written. */
  interim: boolean;
  by: 'voice' | 'keyboard' | 'skill' | 'model';
  /** Which skill answered. */
  skill: string | undefined;
  interrupted: boolean;
}

/** What became of a sound over a reply. */
export type InterruptionStep = 'onset' | 'restored' | 'stopped';

export type AgentEvent =
  | { kind: 'state'; state: AgentState }
  /** New, or changed: same id. */
  | { kind: 'message'; message: Message }
  | { kind: 'message-removed'; id: number }
  | { kind: 'turn'; record: TurnRecord }
  | { kind: 'interruption'; step: InterruptionStep; atMs: number }
  /** An answer was begun before its question was surely over; taken: it was the right one. */
  | { kind: 'guess'; step: 'begun' | 'taken' | 'dropped'; atMs: number }
  /** Sotto's own words came back by the microphone. */
  | { kind: 'own-voice-heard' }
  /** From now on only what names Sotto counts, or everything again. */
  | { kind: 'attention'; byName: boolean }
  | { kind: 'cleared' }
  /** These exchanges were never said, as far as anybody is concerned. */
  | { kind: 'forgotten'; turnIds: ReadonlySet<string> };
