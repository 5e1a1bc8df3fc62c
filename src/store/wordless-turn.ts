import type { TurnRecord } from './turn-record';

/** A turn's trace without what was said in it: of a conversation that the user does not keep, only the times are kept. */
export function withoutWords(record: TurnRecord): TurnRecord {
  return { ...record, transcript: '', reply: '' };
}
