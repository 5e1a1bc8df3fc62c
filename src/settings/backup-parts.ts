/**
 * What of the database goes into a backup: one entry a store. A store that comes later joins by one more entry. Metrics stay
 * out: they are of this device, and by the hundred thousand; they have an export of their own.
 */
import type { IDBPTransaction, StoreNames } from 'idb';
import * as v from 'valibot';
import type { AlertRecord } from '../store/alert';
import type { BenchmarkRun, BenchmarkSummary } from '../store/benchmark-run';
import type { ConversationRecord } from '../store/conversation-record';
import type { ProfileResult } from '../store/result-records';
import type { SottoSchema } from '../store/schema';
import type { TurnRecord } from '../store/turn-record';

type Names = StoreNames<SottoSchema>[];
export type ReadTransaction = IDBPTransaction<SottoSchema, Names, 'readonly'>;
export type RestoreTransaction = IDBPTransaction<SottoSchema, Names, 'readwrite'>;

/** How many records are not here yet, are newer than those here, are here already, or make no sense. */
export interface PartCounts {
  added: number;
  newer: number;
  kept: number;
  unreadable: number;
}

export interface BackupPart {
  /** Also the name of its file in the backup. */
  name: StoreNames<SottoSchema>;
  /** Further stores that writing touches. */
  with: readonly StoreNames<SottoSchema>[];
  all(transaction: ReadTransaction): Promise<unknown[]>;
  count(transaction: ReadTransaction, values: readonly unknown[]): Promise<PartCounts>;
  /** Puts what is not here or newer; deletes nothing. */
  restore(transaction: RestoreTransaction, values: readonly unknown[]): Promise<PartCounts>;
}

/** Stores whose records carry their own id. */
type KeptById = 'turns' | 'conversations' | 'benchmark_results' | 'profile_results' | 'alerts';

interface PartOptions<Name extends KeptById> {
  name: Name;
  /** The record that a value from elsewhere is; undefined where it is none. */
  read(value: unknown): SottoSchema[Name]['value'] | undefined;
  /** When it last changed. */
  changedAtMs(record: SottoSchema[Name]['value']): number;
  with?: readonly StoreNames<SottoSchema>[];
  /** What is to be written beside it. */
  beside?(transaction: RestoreTransaction, record: SottoSchema[Name]['value']): Promise<unknown>;
}

function partOf<Name extends KeptById>({ name, read, changedAtMs, ...more }: PartOptions<Name>): BackupPart {
  type Kept = SottoSchema[Name]['value'];
  const sort = async (
    values: readonly unknown[],
    known: (id: string) => Promise<Kept | undefined>,
    write: (record: Kept) => Promise<unknown>,
  ): Promise<PartCounts> => {
    const counts: PartCounts = { added: 0, newer: 0, kept: 0, unreadable: 0 };
    for (const value of values) {
      const record = read(value);
      if (!record) {
        counts.unreadable++;
        continue;
      }
      const here = await known(record.id);
      if (here && changedAtMs(record) <= changedAtMs(here)) {
        counts.kept++;
        continue;
      }
      counts[here ? 'newer' : 'added']++;
      await write(record);
    }
    return counts;
  };
  return {
    name,
    with: more.with ?? [],
    all: (transaction) => transaction.objectStore(name).getAll(),
    count: (transaction, values) =>
      sort(
        values,
        (id) => transaction.objectStore(name).get(id),
        async () => {},
      ),
    restore: (transaction, values) =>
      sort(
        values,
        (id) => transaction.objectStore(name).get(id),
        async (record) => {
          await transaction.objectStore(name).put(record);
          await more.beside?.(transaction, record);
        },
      ),
  };
}

/** Those who know the shapes of other rooms. */
export interface BackupReaders {
  conversation(value: unknown): ConversationRecord | undefined;
  run(value: unknown): BenchmarkRun | undefined;
  summaryOf(run: BenchmarkRun): BenchmarkSummary;
}

export function backupParts({ conversation, run, summaryOf }: BackupReaders): BackupPart[] {
  return [
    partOf({ name: 'conversations', read: conversation, changedAtMs: ({ updatedAtMs }) => updatedAtMs }),
    // A turn never changes but to lose its words, because its conversation was deleted: the one here stays.
    partOf({ name: 'turns', read: (value) => (isTurn(value) ? value : undefined), changedAtMs: () => 0 }),
    partOf({
      name: 'benchmark_results',
      read: run,
      changedAtMs: ({ endedAtMs }) => endedAtMs,
      with: ['benchmark_summaries'],
      beside: (transaction, record) => transaction.objectStore('benchmark_summaries').put(summaryOf(record)),
    }),
    partOf({
      name: 'profile_results',
      read: (value) => (isProfile(value) ? value : undefined),
      changedAtMs: ({ startedAtMs }) => startedAtMs,
    }),
    partOf({
      name: 'alerts',
      read: (value) => (isAlert(value) ? value : undefined),
      changedAtMs: ({ clearedAtMs, raisedAtMs }) => clearedAtMs ?? raisedAtMs,
    }),
  ];
}

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** What a Date can hold; ECMA-262 §21.4.1.1. */
const timeMs = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const times = v.record(v.string(), v.number());

const TURN = v.looseObject({
  id,
  startedAtMs: timeMs,
  decidedAtMs: timeMs,
  input: v.picklist(['voice', 'keyboard']),
  outcome: v.picklist(['answered', 'interrupted', 'stopped', 'no-speech', 'not-addressed', 'failed']),
  transcript: v.string(),
  reply: v.string(),
  marks: times,
  milestones: v.optional(times),
  parts: v.optional(times),
  totalMs: v.optional(v.number()),
  cold: v.boolean(),
  work: v.record(v.string(), v.union([v.number(), v.string()])),
});

const PROFILE = v.looseObject({
  id,
  startedAtMs: timeMs,
  component: v.string(),
  name: v.string(),
  durationMs: v.number(),
  measures: v.array(v.object({ name: v.string(), count: v.number(), totalMs: v.number() })),
});

const ALERT = v.looseObject({
  id,
  rule: v.string(),
  condition: v.string(),
  severity: v.picklist(['warning', 'alert']),
  action: v.picklist(['log_warning', 'send_notification', 'degrade', 'webhook']),
  raisedAtMs: timeMs,
  clearedAtMs: v.optional(timeMs),
  value: v.number(),
});

const isTurn = (value: unknown): value is TurnRecord => v.is(TURN, value);
const isProfile = (value: unknown): value is ProfileResult => v.is(PROFILE, value);
const isAlert = (value: unknown): value is AlertRecord => v.is(ALERT, value);
