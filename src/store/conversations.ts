/**
 * Conversations as they were held. Nothing but the user deletes one: text is small. What is deleted of one is gone from the
 * traces of its turns, too; their times stay.
 */
import type { IDBPTransaction } from 'idb';
import type { ConversationRecord } from './conversation-record';
import { type ConversationSummary, summaryOf } from './conversation-summary';
import type { Database } from './database';
import { readConversation } from './read-conversation';
import type { SottoSchema } from './schema';
import { writeAll } from './transactions';
import { withoutWords } from './wordless-turn';

export interface ConversationStore {
  /** Keeps a conversation, or replaces it as it was before. */
  put(record: ConversationRecord): Promise<void>;
  get(id: string): Promise<ConversationRecord | undefined>;
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
  /** Those in which every word of the query occurs, whatever its case and accents; all without one. Newest first. */
  list(query: string): Promise<ConversationSummary[]>;
  /** Everything, newest first. */
  all(): Promise<ConversationRecord[]>;
}

/** What lies there and is no conversation (a newer Sotto's, a damaged one's) is passed over. */
export function createConversationStore(database: Database): ConversationStore {
  const all = async () => {
    const found: unknown[] = await database.use((connection) =>
      connection.getAllFromIndex('conversations', 'updatedAtMs'),
    );
    return found.flatMap((value) => readConversation(value) ?? []).reverse();
  };
  return {
    put: (record) =>
      database.use((connection) =>
        writeAll(connection, STORES, async (transaction) => {
          const store = transaction.objectStore('conversations');
          const before = readConversation(await store.get(record.id));
          await store.put(record);
          const stay = turnsOf(record);
          await silence(
            transaction,
            [...turnsOf(before)].filter((id) => !stay.has(id)),
          );
        }),
      ),
    get: async (id) => readConversation(await database.use((connection) => connection.get('conversations', id))),
    remove: (id) =>
      database.use((connection) =>
        writeAll(connection, STORES, async (transaction) => {
          const store = transaction.objectStore('conversations');
          const before = readConversation(await store.get(id));
          await store.delete(id);
          await silence(transaction, turnsOf(before));
        }),
      ),
    removeAll: () =>
      database.use((connection) =>
        writeAll(connection, STORES, async (transaction) => {
          await transaction.objectStore('conversations').clear();
          await silence(transaction, await transaction.objectStore('turns').getAllKeys());
        }),
      ),
    list: async (query) => (await all()).flatMap((record) => summaryOf(record, query) ?? []),
    all,
  };
}

const STORES: ['conversations', 'turns'] = ['conversations', 'turns'];

function turnsOf(record: ConversationRecord | undefined): Set<string> {
  return new Set(record?.lines.map(({ turnId }) => turnId));
}

/** Takes what was said out of the traces of turns. */
async function silence(
  transaction: IDBPTransaction<SottoSchema, typeof STORES, 'readwrite'>,
  ids: Iterable<string>,
): Promise<void> {
  const turns = transaction.objectStore('turns');
  for (const id of ids) {
    const turn = await turns.get(id);
    if (turn) await turns.put(withoutWords(turn));
  }
}
