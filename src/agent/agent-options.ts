/** What the agent is given. */
import type { Patience } from './end-of-turn';
import { MAX_REPLY_TOKENS } from './prompt';
import type { Skill } from './skills/skill';
import type { SpeculationGovernor } from './speculation-governor';
import type { EarStage, ModelStage, VoiceStage } from './stages';
import type { Techniques } from './techniques';

export interface AgentOptions {
  ear: EarStage;
  model: ModelStage;
  voice: VoiceStage;
  skills: readonly Skill[];
  locale: string;
  timeZone: string;
  /** Resolves when all stages can be used: a question asked while a model is being started again waits for it. */
  usable?: () => Promise<void>;
  /** What makes it fast, each of which can be switched off for measuring. */
  techniques?: Techniques;
  /** How long the user likes to be given to think. */
  patience?: () => Patience;
  /** Whether only what names Sotto counts, between conversations; see `NameGate`. */
  needsName?: () => boolean;
  governor?: SpeculationGovernor;
  /** Numbers that no other reply of the page has; without it, the agent's own count. */
  nextReplyId?: () => number;
  /** What answers, by role, for the record of each turn. */
  engines?: () => Readonly<Record<string, string>>;
  /** How the user likes replies to be, asked for each. */
  wishes?: () => ReplyWishes;
}

/** How the user likes replies to be. */
export interface ReplyWishes {
  /** Tokens of a reply at most. */
  maxTokens: number;
  /** Pace as a factor; what is said while talking ("slower") counts on top. */
  rate: number;
  /** Exchanges that the model is told again, at most. */
  historyTurns: number;
}

export const DEFAULT_WISHES: ReplyWishes = { maxTokens: MAX_REPLY_TOKENS, rate: 1, historyTurns: 5 };
