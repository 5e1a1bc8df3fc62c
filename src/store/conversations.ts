/** Conversations as they were held. Nothing but the user deletes one: text is small. */
import type { ConversationRecord } from './conversation-record';
import { type ConversationSummary, summaryOf } from './conversation-summary';
import type { Database } from './database';
import { readConversation } from './read-conversation';
import { write } from './transactions';

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
        write(connection, 'conversations', async ({ store }) => {
          await store.put(record);
        }),
      ),
    get: async (id) => readConversation(await database.use((connection) => connection.get('conversations', id))),
    remove: (id) => database.use((connection) => connection.delete('conversations', id)),
    removeAll: () => database.use((connection) => connection.clear('conversations')),
    list: async (query) => (await all()).flatMap((record) => summaryOf(record, query) ?? []),
    all,
  };
}
