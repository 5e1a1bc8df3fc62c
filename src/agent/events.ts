/** The agent's one event stream: what the page, the store and the monitor know of a conversation. */
import type { TurnRecord } from '../store/turn-record';
import type { SkillId } from './skills/skill';
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
  skill: SkillId | undefined;
  interrupted: boolean;
}

export type AgentEvent =
  | { kind: 'state'; state: AgentState }
  /** New, or changed: same id. */
  | { kind: 'message'; message: Message }
  | { kind: 'message-removed'; id: number }
  | { kind: 'turn'; record: TurnRecord }
  | { kind: 'cleared' };
