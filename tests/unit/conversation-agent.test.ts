import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/agent/history';
import { agentOf, phaseOf } from './agent-bench';
import { settle } from './turn-fakes';

const EARLIER: Exchange[] = [
  { turnId: 'a', user: 'Who are you?', assistant: 'I am Sotto.' },
  { turnId: 'b', user: 'How are you?', assistant: 'Fine.' },
];

/** An agent and what a question finds of the conversation. */
function benchOf(changes: Parameters<typeof agentOf>[1] = {}) {
  const bench = agentOf('off', changes);
  const ask = async (question: string) => {
    bench.agent.ask(question);
    await settle();
  };
  const asked = async (question: string) => {
    await ask(question);
    return bench.model.replies
      .at(-1)
      ?.messages.slice(1, -1)
      .map(({ content }) => content);
  };
  /** Ids of the turns on the page, in order. */
  const turnIds = () => [...new Set(bench.messages().map(({ turnId }) => turnId))];
  return { ...bench, ask, asked, turnIds };
}

describe('an earlier conversation', () => {
  it('is what the next question goes on from, and is prepared for in idle', async () => {
    const { agent, asked, model, events } = benchOf();
    agent.clear(EARLIER);
    await settle();
    expect(
      model.primed
        .at(-1)
        ?.messages.map(({ content }) => content)
        .slice(1),
    ).toEqual(['Who are you?', 'I am Sotto.', 'How are you?', 'Fine.']);
    expect(events.map(({ kind }) => kind)).toContain('cleared');
    expect(await asked('And now?')).toEqual(['Who are you?', 'I am Sotto.', 'How are you?', 'Fine.']);
  });

  it('takes the place of the one before, whose turn in hand ends and leaves nothing', async () => {
    const { agent, ask, asked, voice, messages } = benchOf();
    voice.playsByItself = false;
    await ask('Tell me a story.');
    expect(messages()).toHaveLength(2);
    agent.clear(EARLIER);
    await settle();
    expect(messages()).toEqual([]);
    expect(phaseOf(agent)).toBe('ready');
    expect(voice.log.some((entry) => entry.startsWith('flush'))).toBe(true);
    expect(await asked('And now?')).toHaveLength(4);
  });

  it('is what "say that again" means', async () => {
    const { agent, ask, voice } = benchOf();
    agent.clear(EARLIER);
    await ask('Say that again.');
    expect(voice.texts).toEqual(['Fine.']);
  });

  it('also clears away a turn that was cut off for the one in hand and is still falling silent', async () => {
    const { agent, ask, voice, messages } = benchOf();
    voice.playsByItself = false;
    await ask('Tell me a story.');
    agent.ask('And another one.');
    agent.clear();
    await settle();
    expect(messages()).toEqual([]);
  });
});

describe('exchanges that are taken out', () => {
  it('are gone from the conversation, and told of', async () => {
    const { agent, ask, asked, events, turnIds } = benchOf();
    await ask('One?');
    await ask('What time is it?');
    await ask('Three?');
    const [, second] = turnIds();
    const forgotten = new Set([second ?? '']);
    agent.forget(forgotten);
    expect(events).toContainEqual({ kind: 'forgotten', turnIds: forgotten });
    expect(await asked('And now?')).toEqual(['One?', 'It is sunny today.', 'Three?', 'It is sunny today.']);
  });

  it('prepare the model for what is left', async () => {
    const { agent, ask, model, turnIds } = benchOf();
    await ask('One?');
    agent.forget(new Set(turnIds()));
    await settle();
    expect(model.primed.at(-1)?.messages).toHaveLength(1);
  });

  it('end when they are in hand', async () => {
    const { agent, ask, asked, voice, messages, turnIds, records } = benchOf();
    voice.playsByItself = false;
    await ask('Tell me a story.');
    agent.forget(new Set(turnIds()));
    await settle();
    expect(messages()).toEqual([]);
    expect(phaseOf(agent)).toBe('ready');
    expect(records()[0]).toMatchObject({ outcome: 'interrupted' });
    voice.playsByItself = true;
    expect(await asked('And now?')).toEqual([]);
  });

  it('leave another that is in hand alone', async () => {
    const { agent, ask, voice, messages, turnIds } = benchOf();
    await ask('One?');
    voice.playsByItself = false;
    await ask('Two?');
    const [first = '', second] = turnIds();
    agent.forget(new Set([first]));
    await settle();
    expect(voice.log.some((entry) => entry.startsWith('flush'))).toBe(false);
    expect(messages().filter(({ turnId }) => turnId === second)).toHaveLength(2);
  });

  it('are not said again', async () => {
    const { agent, ask, voice, turnIds } = benchOf();
    await ask('What time is it?');
    agent.forget(new Set(turnIds()));
    await ask('Say that again.');
    expect(voice.texts.at(-1)).toBe('I have not said anything yet.');
  });
});

describe('a reply said once more', () => {
  it('is heard, and leaves no line, no record and no exchange', async () => {
    const { agent, ask, asked, voice, messages, records, phases } = benchOf();
    await ask('What time is it?');
    const before = messages();
    voice.clauses.length = 0;
    agent.retell('It was noon, once.');
    await settle();
    expect(voice.texts).toEqual(['It was noon, once.']);
    expect(messages()).toEqual(before);
    expect(records()).toHaveLength(1);
    expect(phases().slice(-3)).toEqual(['thinking', 'speaking', 'ready']);
    expect(await asked('And now?')).toEqual(['What time is it?', 'It is noon.']);
  });

  it('ends a turn in hand, and can be stopped itself', async () => {
    const { agent, ask, voice, records } = benchOf();
    voice.playsByItself = false;
    await ask('Tell me a story.');
    agent.retell('It is noon.');
    await settle();
    expect(records()[0]).toMatchObject({ outcome: 'interrupted' });
    const flushed = () => voice.log.filter((entry) => entry.startsWith('flush')).length;
    const before = flushed();
    agent.stop();
    await settle();
    expect(flushed()).toBe(before + 1);
    expect(phaseOf(agent)).toBe('ready');
    expect(records()).toHaveLength(1);
  });

  it('falls silent when exchanges are taken out: it may be theirs', async () => {
    const { agent, ask, voice, turnIds } = benchOf();
    await ask('What time is it?');
    voice.playsByItself = false;
    agent.retell('It is noon.');
    await settle();
    agent.forget(new Set(turnIds()));
    await settle();
    expect(voice.log.some((entry) => entry.startsWith('flush'))).toBe(true);
    expect(phaseOf(agent)).toBe('ready');
  });

  it('tells of a voice that fails', async () => {
    const { agent, voice, records } = benchOf();
    voice.failure = new Error('no voice');
    agent.retell('It is noon.');
    await settle();
    expect(records()).toMatchObject([{ outcome: 'failed' }]);
  });

  it('is not the first turn for the figures', async () => {
    const { agent, ask, records } = benchOf();
    agent.retell('It is noon.');
    await settle();
    await ask('What time is it?');
    expect(records()).toMatchObject([{ cold: true }]);
  });
});
