/** A conversation as it is kept. */

/** One thing said. The two lines of an exchange share their turn's id. */
export interface ConversationLine {
  turnId: string;
  role: 'user' | 'assistant';
  text: string;
  by: 'voice' | 'keyboard' | 'skill' | 'model';
  /** Which skill answered. */
  skill: string | undefined;
  /** The user stopped this reply. */
  interrupted: boolean;
  /** What of a reply was heard, where that was not all of it. */
  heard: string | undefined;
  atMs: number;
}

export interface ConversationRecord {
  /** Unique over all sessions. */
  id: string;
  startedAtMs: number;
  updatedAtMs: number;
  /** Oldest first; never empty. */
  lines: ConversationLine[];
}
