import type { ConversationLine, ConversationRecord } from './conversation-record';

const ROLES: readonly ConversationLine['role'][] = ['user', 'assistant'];
const BY: readonly ConversationLine['by'][] = ['voice', 'keyboard', 'skill', 'model'];

/** The conversation a value from elsewhere is; undefined where it is none. What else it holds is left out. */
export function readConversation(value: unknown): ConversationRecord | undefined {
  if (!isObject(value)) return undefined;
  const { id, startedAtMs, updatedAtMs, lines } = value;
  if (typeof id !== 'string' || !id || !isTime(startedAtMs) || !isTime(updatedAtMs) || !Array.isArray(lines)) {
    return undefined;
  }
  const read = lines.map(readLine);
  const sound = read.filter((line) => line !== undefined);
  if (!sound.length || sound.length < read.length) return undefined;
  return { id, startedAtMs, updatedAtMs, lines: sound };
}

function readLine(value: unknown): ConversationLine | undefined {
  if (!isObject(value)) return undefined;
  const { turnId, role: whose, text, by: means, skill, heard, interrupted, atMs } = value;
  const role = ROLES.find((known) => known === whose);
  const by = BY.find((known) => known === means);
  if (typeof turnId !== 'string' || typeof text !== 'string' || !role || !by || !isTime(atMs)) return undefined;
  return {
    turnId,
    role,
    text,
    by,
    skill: typeof skill === 'string' ? skill : undefined,
    interrupted: interrupted === true,
    heard: typeof heard === 'string' ? heard : undefined,
    atMs,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Milliseconds since the Unix epoch that a date can be made of. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}
