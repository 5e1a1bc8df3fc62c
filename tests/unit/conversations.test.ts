import { describe, expect, it } from 'vitest';
import { Conversations } from '../../src/conversations';
import { INITIAL_PAGE, type PageState, present } from '../../src/present';
import type { ConversationRecord } from '../../src/store/conversation-record';
import { summaryOf } from '../../src/store/conversation-summary';
import type { ConversationStore } from '../../src/store/conversations';
import { agentOf } from './agent-bench';
import { settle } from './turn-fakes';

/** What the store promises, in memory. */
class FakeConversationStore implements ConversationStore {
  readonly records = new Map<string, ConversationRecord>();
  failure: Error | undefined;
  /** Holds lists back until it resolves. */
  slow: Promise<void> | undefined;
  puts = 0;

  async put(record: ConversationRecord): Promise<void> {
    if (this.failure) throw this.failure;
    this.puts++;
    this.records.set(record.id, structuredClone(record));
  }
  async get(id: string): Promise<ConversationRecord | undefined> {
    return structuredClone(this.records.get(id));
  }
  async remove(id: string): Promise<void> {
    this.records.delete(id);
  }
  async removeAll(): Promise<void> {
    this.records.clear();
  }
  async all(): Promise<ConversationRecord[]> {
    return [...this.records.values()].sort((a, b) => b.updatedAtMs - a.updatedAtMs);
  }
  async list(query: string) {
    const all = await this.all();
    await this.slow;
    return all.flatMap((record) => summaryOf(record, query) ?? []);
  }
}

/** An agent, its page and what is kept of it, wired as the app does. */
function benchOf(how: 'with a store' | 'without a store' = 'with a store') {
  const store = how === 'with a store' ? new FakeConversationStore() : undefined;
  const bench = agentOf('off');
  let page: PageState = INITIAL_PAGE;
  const errors: unknown[] = [];
  const files: { text: Promise<string>; name: string }[] = [];
  const conversations = new Conversations({
    agent: bench.agent,
    store: () => store,
    page: () => page,
    show: (next) => {
      page = next;
    },
    onError: (error) => errors.push(error),
    hand: (blob, name) => files.push({ text: blob.text(), name }),
    locale: 'en-GB',
    timeZone: 'UTC',
  });
  bench.agent.subscribe((event) => {
    page = present(page, event);
    conversations.onAgent(event);
  });
  const ask = async (question: string) => {
    bench.agent.ask(question);
    await settle();
  };
  /** What a question finds of the conversation. */
  const asked = async (question: string) => {
    await ask(question);
    return bench.model.replies
      .at(-1)
      ?.messages.slice(1, -1)
      .map(({ content }) => content);
  };
  const shown = () => page.messages.map(({ text }) => text);
  const listed = () => page.conversations.items.map(({ title, current }) => (current ? `${title} *` : title));
  /** The lines that are kept, of each conversation. */
  const kept = () => [...(store?.records.values() ?? [])].map(({ lines }) => lines.map(({ text }) => text));
  const keep = (keepConversations: boolean) => {
    page = { ...page, preferences: { ...page.preferences, keepConversations } };
  };
  const turnIdOf = (text: string) => page.messages.find((message) => message.text === text)?.turnId ?? '';
  const idOf = (title: string) => page.conversations.items.find((item) => item.title === title)?.id ?? '';
  const told = { shown, listed, kept, errors, files, page: () => page };
  return { ...bench, conversations, store, ask, asked, keep, turnIdOf, idOf, ...told };
}

const NOON = 'It is noon.';
const SUNNY = 'It is sunny today.';

/** A page with two conversations kept, of which the second is on it. */
async function twoKept() {
  const bench = benchOf();
  await bench.ask('What time is it?');
  await bench.ask('One?');
  bench.conversations.begin();
  await bench.ask('Two?');
  await bench.conversations.search('');
  return bench;
}

describe('a conversation', () => {
  it('is kept after each exchange, as the page shows it', async () => {
    const { ask, kept, store } = benchOf();
    await ask('What time is it?');
    expect(kept()).toEqual([['What time is it?', NOON]]);
    await ask('One?');
    expect(kept()).toEqual([['What time is it?', NOON, 'One?', SUNNY]]);
    const [record] = store?.records.values() ?? [];
    expect(record?.lines[1]).toMatchObject({ role: 'assistant', by: 'skill', skill: 'clock', interrupted: false });
    expect(record?.updatedAtMs).toBeGreaterThanOrEqual(record?.startedAtMs ?? Number.POSITIVE_INFINITY);
  });

  it('is not kept before anything was answered', async () => {
    const { ask, kept } = benchOf();
    await ask('Stop.');
    expect(kept()).toEqual([]);
    await ask('What time is it?');
    expect(kept()).toEqual([['Stop.', 'What time is it?', NOON]]);
  });

  it('ends where a new one begins', async () => {
    const { kept, shown, asked, listed } = await twoKept();
    expect(kept()).toEqual([
      ['What time is it?', NOON, 'One?', SUNNY],
      ['Two?', SUNNY],
    ]);
    expect(shown()).toEqual(['Two?', SUNNY]);
    expect(listed().sort()).toEqual(['Two? *', 'What time is it?']);
    expect(await asked('And now?')).toEqual(['Two?', SUNNY]);
  });

  it('left in the middle of a reply is kept with what there is of it', async () => {
    const { ask, conversations, voice, kept, store, shown } = benchOf();
    voice.playsByItself = false;
    await ask('Two?');
    conversations.begin();
    await settle();
    expect(shown()).toEqual([]);
    expect(kept()).toEqual([['Two?', SUNNY]]);
    const [record] = store?.records.values() ?? [];
    expect(record?.lines.map(({ interrupted }) => interrupted)).toEqual([false, true]);
  });

  it('goes on when it could not be written, which is told', async () => {
    const { ask, store, errors, kept } = benchOf();
    if (store) store.failure = new Error('full');
    await ask('What time is it?');
    expect(errors).toEqual([store?.failure]);
    if (store) store.failure = undefined;
    await ask('One?');
    expect(kept()).toEqual([['What time is it?', NOON, 'One?', SUNNY]]);
  });
});

describe('where nothing is to be kept', () => {
  it('nothing is, and what was kept before stays', async () => {
    const { ask, keep, kept, shown } = benchOf();
    await ask('What time is it?');
    keep(false);
    await ask('One?');
    expect(kept()).toEqual([['What time is it?', NOON]]);
    expect(shown()).toHaveLength(4);
    // What was said meanwhile is not kept later, either.
    keep(true);
    await ask('Two?');
    expect(kept()).toEqual([['What time is it?', NOON, 'Two?', SUNNY]]);
  });

  it('what is taken out is taken out of what was kept, all the same', async () => {
    const { ask, keep, kept, conversations, turnIdOf } = benchOf();
    await ask('What time is it?');
    await ask('One?');
    keep(false);
    conversations.forget(turnIdOf('One?'));
    await settle();
    expect(kept()).toEqual([['What time is it?', NOON]]);
  });

  it('everything else works without a store', async () => {
    const { conversations, ask, asked, shown, listed, turnIdOf } = benchOf('without a store');
    await ask('What time is it?');
    await conversations.search('noon');
    await conversations.open('any');
    await conversations.remove('any');
    await conversations.removeAll();
    await conversations.refresh();
    expect(listed()).toEqual([]);
    await ask('One?');
    conversations.forget(turnIdOf('One?'));
    expect(shown()).toEqual(['What time is it?', NOON]);
    expect(await asked('And now?')).toEqual(['What time is it?', NOON]);
  });
});

describe('an opened conversation', () => {
  it('is shown, is what the model knows, and goes on in the same record', async () => {
    const { conversations, shown, asked, kept, idOf, listed, messages } = await twoKept();
    await conversations.open(idOf('What time is it?'));
    expect(shown()).toEqual(['What time is it?', NOON, 'One?', SUNNY]);
    expect(listed()).toContain('What time is it? *');
    expect(await asked('And now?')).toEqual(['What time is it?', NOON, 'One?', SUNNY]);
    expect(shown()).toHaveLength(6);
    expect(kept()).toEqual([
      ['What time is it?', NOON, 'One?', SUNNY, 'And now?', SUNNY],
      ['Two?', SUNNY],
    ]);
    const ids = messages().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('ends a turn in hand, which stays in the conversation it belongs to', async () => {
    const { conversations, ask, voice, shown, kept, idOf, agent } = await twoKept();
    voice.playsByItself = false;
    await ask('Three?');
    await conversations.open(idOf('What time is it?'));
    await settle();
    expect(agent.state.phase.name).toBe('ready');
    expect(shown()).toEqual(['What time is it?', NOON, 'One?', SUNNY]);
    expect(kept()).toContainEqual(['Two?', SUNNY, 'Three?', SUNNY]);
  });

  it('tells the model only what was heard, and no words about Sotto itself', async () => {
    const { conversations, ask, asked, voice, agent, idOf } = benchOf();
    await ask('What time is it?');
    await ask('Say that again.');
    voice.playsByItself = false;
    voice.playedMs = 400;
    await ask('One?');
    agent.stop();
    await settle();
    voice.playsByItself = true;
    const live = await asked('And now?');
    conversations.begin();
    await conversations.search('');
    await conversations.open(idOf('What time is it?'));
    expect(live?.slice(0, 3)).toEqual(['What time is it?', NOON, 'One?']);
    expect(SUNNY.startsWith(live?.[3] ?? 'nothing')).toBe(true);
    expect(live?.[3]).not.toBe(SUNNY);
    expect((await asked('And then?'))?.slice(0, 4)).toEqual(live);
  });

  it('that another tab has deleted only goes from the list', async () => {
    const { conversations, store, shown, idOf, listed } = await twoKept();
    const id = idOf('What time is it?');
    store?.records.delete(id);
    await conversations.open(id);
    expect(shown()).toEqual(['Two?', SUNNY]);
    expect(listed()).toEqual(['Two? *']);
  });
});

describe('the list', () => {
  it('finds words of replies, and shows where', async () => {
    const { conversations, listed, page } = await twoKept();
    await conversations.search('NOON');
    expect(listed()).toEqual(['What time is it?']);
    expect(page().conversations).toMatchObject({ query: 'NOON', items: [{ snippet: NOON }] });
  });

  it('shows the answer to what was asked last', async () => {
    const { conversations, store, page } = await twoKept();
    let answer: () => void = () => {};
    if (store) {
      store.slow = new Promise((resolve) => {
        answer = resolve;
      });
    }
    const first = conversations.search('noon');
    await settle();
    if (store) store.slow = undefined;
    await conversations.search('two');
    answer();
    await first;
    expect(page().conversations.query).toBe('two');
  });

  it('follows what is said, without being read anew', async () => {
    const { conversations, ask, listed, idOf } = await twoKept();
    await conversations.open(idOf('What time is it?'));
    await ask('Four?');
    expect(listed()).toEqual(['What time is it? *', 'Two?']);
    conversations.begin();
    await ask('Five?');
    expect(listed()).toEqual(['Five? *', 'What time is it?', 'Two?']);
  });

  it('is not there until somebody asks, and then is what another tab made of it', async () => {
    const { conversations, ask, listed, store, page } = benchOf();
    await ask('Two?');
    await conversations.refresh();
    expect(page().conversations).toBe(INITIAL_PAGE.conversations);
    await conversations.search('');
    const [record] = store?.records.values() ?? [];
    if (record) await store?.put({ ...record, id: 'other', updatedAtMs: 1 });
    await conversations.refresh();
    expect(listed()).toEqual(['Two? *', 'Two?']);
  });
});

describe('deleting', () => {
  it('the conversation on the page clears the page, also of a reply in hand', async () => {
    const { conversations, ask, asked, voice, shown, kept, idOf, listed } = await twoKept();
    voice.playsByItself = false;
    await ask('Three?');
    await conversations.remove(idOf('Two?'));
    await settle();
    expect(shown()).toEqual([]);
    expect(kept()).toEqual([['What time is it?', NOON, 'One?', SUNNY]]);
    expect(listed()).toEqual(['What time is it?']);
    voice.playsByItself = true;
    expect(await asked('And now?')).toEqual([]);
  });

  it('another conversation leaves the page alone', async () => {
    const { conversations, shown, kept, idOf } = await twoKept();
    await conversations.remove(idOf('What time is it?'));
    expect(shown()).toEqual(['Two?', SUNNY]);
    expect(kept()).toEqual([['Two?', SUNNY]]);
  });

  it('everything leaves nothing', async () => {
    const { conversations, shown, kept, listed } = await twoKept();
    await conversations.removeAll();
    expect([shown(), kept(), listed()]).toEqual([[], [], []]);
  });

  it('everything leaves a conversation on the page that was not kept', async () => {
    const { conversations, keep, ask, shown } = benchOf();
    keep(false);
    await ask('Two?');
    await conversations.removeAll();
    expect(shown()).toEqual(['Two?', SUNNY]);
  });

  it('one exchange leaves those around it', async () => {
    const { conversations, ask, asked, turnIdOf, shown, kept } = benchOf();
    for (const question of ['One?', 'What time is it?', 'Three?']) await ask(question);
    conversations.forget(turnIdOf('What time is it?'));
    await settle();
    expect(shown()).toEqual(['One?', SUNNY, 'Three?', SUNNY]);
    expect(kept()).toEqual([shown()]);
    expect(await asked('And now?')).toEqual(['One?', SUNNY, 'Three?', SUNNY]);
  });

  it('the only exchange leaves no conversation', async () => {
    const { conversations, ask, turnIdOf, kept } = benchOf();
    await ask('One?');
    conversations.forget(turnIdOf('One?'));
    await settle();
    expect(kept()).toEqual([]);
    await ask('Two?');
    expect(kept()).toEqual([['Two?', SUNNY]]);
  });

  it('an exchange of an opened conversation reaches what the model was told of it', async () => {
    const { conversations, asked, turnIdOf, idOf } = await twoKept();
    await conversations.open(idOf('What time is it?'));
    conversations.forget(turnIdOf('What time is it?'));
    expect(await asked('And now?')).toEqual(['One?', SUNNY]);
  });
});

describe('asking something else instead', () => {
  it('takes back the exchange and all after it', async () => {
    const { conversations, ask, asked, turnIdOf, shown, kept } = benchOf();
    for (const question of ['What time is it?', 'One?', 'Say that again.', 'Two?']) await ask(question);
    expect(conversations.forgetFrom(turnIdOf('One?'))).toBe(true);
    await settle();
    expect(shown()).toEqual(['What time is it?', NOON]);
    expect(kept()).toEqual([shown()]);
    expect(await asked('And now?')).toEqual(['What time is it?', NOON]);
  });

  it('does nothing for a question that is not on the page', async () => {
    const { conversations, ask, shown } = benchOf();
    await ask('One?');
    expect(conversations.forgetFrom('unheard of')).toBe(false);
    conversations.forget('unheard of');
    expect(shown()).toHaveLength(2);
  });
});

describe('a reply to be heard again', () => {
  it('is the one of that turn, once it is whole', async () => {
    const { conversations, ask, turnIdOf, model } = benchOf();
    await ask('What time is it?');
    expect(conversations.replyTo(turnIdOf('What time is it?'))).toBe(NOON);
    expect(conversations.replyTo('unheard of')).toBeUndefined();
    model.writesByItself = false;
    await ask('One?');
    model.replies.at(-1)?.write('It is ');
    await settle();
    expect(conversations.replyTo(turnIdOf('One?'))).toBeUndefined();
  });
});

describe('a conversation as a file', () => {
  it('is the one that was asked for, or all of the one on the page', async () => {
    const { conversations, ask, keep, files, idOf } = await twoKept();
    keep(false);
    await ask('Three?');
    await conversations.export(idOf('What time is it?'), 'markdown');
    await conversations.export(undefined, 'json');
    await conversations.export('unheard of', 'json');
    expect(files.map(({ name }) => name.replace(/[\d-]+(?=\.)/, '…'))).toEqual([
      'sotto-conversation….md',
      'sotto-conversation….json',
    ]);
    expect(await files[0]?.text).toContain(`**Sotto:** ${NOON}`);
    expect(JSON.parse((await files[1]?.text) ?? '')).toMatchObject({
      format: 'sotto-conversation',
      lines: [{ text: 'Two?' }, { text: SUNNY }, { text: 'Three?' }, { text: SUNNY }],
    });
  });
});
