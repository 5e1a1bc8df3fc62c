import { describe, expect, it } from 'vitest';
import { agentOf, holdsOf } from './agent-bench';
import { settle } from './turn-fakes';

describe('a rehearsal', () => {
  it('runs every stage up to the first audio, and nobody sees or hears of it', async () => {
    const { agent, model, voice, events, utter, records } = agentOf();
    agent.rehearse();
    await settle();
    expect(model.replies).toHaveLength(1);
    expect(voice.texts).toEqual(['It is sunny today.']);
    expect(voice.log).toEqual(['open 1', 'flush 1']);
    expect(events).toEqual([]);
    await utter(1, 'Tell me a joke.');
    expect(records()).toHaveLength(1);
    expect(records()[0]?.cold).toBe(true);
    expect(model.replies[1]?.messages.slice(1).map(({ content }) => content)).toEqual(['Tell me a joke.']);
    expect(holdsOf(model.log)).toBe(0);
  });

  it('leaves the prompt of the conversation in the cache', async () => {
    const { agent, model } = agentOf();
    agent.rehearse();
    await settle();
    expect(model.log.at(-1)).toBe('prime');
    expect(model.primed.at(-1)?.messages.map(({ role }) => role)).toEqual(['system']);
  });

  it.each(['onset', 'start', 'ask'] as const)('gives way to %s', async (what) => {
    const { agent, model, voice, onset, start } = agentOf();
    model.writesByItself = false;
    agent.rehearse();
    await settle();
    if (what === 'onset') onset();
    else if (what === 'start') start(1);
    else agent.ask('What time is it?');
    expect(model.replies[0]?.signal.aborted).toBe(true);
    await settle();
    expect(voice.texts).toEqual(what === 'ask' ? ['It is noon.'] : []);
    expect(holdsOf(model.log)).toBe(0);
  });

  it('is not held twice, nor beside a turn, nor without an output', async () => {
    const { agent, model } = agentOf();
    model.writesByItself = false;
    agent.ask('Tell me a story.');
    await settle();
    agent.rehearse();
    await settle();
    expect(model.replies).toHaveLength(1);
    const twice = agentOf();
    twice.model.writesByItself = false;
    twice.agent.rehearse();
    twice.agent.rehearse();
    await settle();
    expect(twice.model.replies).toHaveLength(1);
    const mute = agentOf();
    mute.voice.isAvailable = false;
    mute.agent.rehearse();
    await settle();
    expect(mute.model.replies).toEqual([]);
  });
});
