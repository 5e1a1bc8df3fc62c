import { describe, expect, it } from 'vitest';
import { agentOf, phaseOf } from './agent-bench';
import { settle } from './turn-fakes';

/** An agent that has answered one question. */
async function answered() {
  const bench = agentOf();
  await bench.utter(1, 'What time is it?');
  bench.voice.clauses.length = bench.voice.gains.length = 0;
  /** What a next question finds of the conversation. */
  const conversation = async () => {
    bench.agent.ask('And now?');
    await settle();
    return bench.model.replies
      .at(-1)
      ?.messages.slice(1, -1)
      .map(({ content }) => content);
  };
  return { ...bench, conversation };
}

const EXCHANGE = ['What time is it?', 'It is noon.'];

describe('a word to Sotto itself', () => {
  it.each([
    ['Stop.', 'control:stop'],
    ['Never mind.', 'control:never-mind'],
    ['Wait a minute.', 'control:wait'],
  ])('"%s" ends the turn without a sound', async (text, route) => {
    const { utter, records, voice, conversation, agent } = await answered();
    await utter(2, text);
    expect(records()[1]).toMatchObject({ outcome: 'stopped', route, reply: '' });
    expect(voice.clauses).toEqual([]);
    expect(phaseOf(agent)).toBe('listening');
    expect(await conversation()).toEqual(EXCHANGE);
  });

  it('"say that again" says the last reply again, as often as it is asked', async () => {
    const { utter, voice, records, conversation, model } = await answered();
    await utter(2, 'Say that again.');
    await utter(3, 'Can you repeat that?');
    expect(voice.texts).toEqual(['It is noon.', 'It is noon.']);
    expect(
      records()
        .slice(1)
        .map(({ outcome, route }) => [outcome, route]),
    ).toEqual([
      ['answered', 'control:repeat'],
      ['answered', 'control:repeat'],
    ]);
    expect(model.replies).toEqual([]);
    expect(await conversation()).toEqual(EXCHANGE);
  });

  it('"say that again" has nothing to say before the first reply, nor after the conversation was cleared', async () => {
    const { utter, voice, agent } = agentOf();
    await utter(1, 'Say that again.');
    await utter(2, 'What time is it?');
    agent.clear();
    await utter(3, 'Say that again.');
    expect(voice.texts).toEqual(['I have not said anything yet.', 'It is noon.', 'I have not said anything yet.']);
  });

  it('"louder" raises the volume and says so', async () => {
    const { utter, voice, conversation } = await answered();
    await utter(2, 'Louder, please.');
    expect(voice.gains).toContain('volume 2');
    expect(voice.texts).toEqual(['Okay.']);
    expect(await conversation()).toEqual(EXCHANGE);
  });

  it('"slower" changes the pace of what is said from then on', async () => {
    const { utter, voice, conversation } = await answered();
    await utter(2, 'Speak more slowly.');
    await utter(3, 'What time is it?');
    expect(voice.clauses.at(-1)).toMatchObject({ text: 'It is noon.', rate: 0.85 });
    expect(await conversation()).toEqual([...EXCHANGE, ...EXCHANGE]);
  });

  it('typed does the same', async () => {
    const { agent, voice } = await answered();
    agent.ask('louder');
    await settle();
    expect(voice.gains).toContain('volume 2');
  });
});

describe('a wish over a reply', () => {
  it('is granted while the reply goes on', async () => {
    const { utter, model, voice, start, voiced, pause, end, ear, agent, records, steps } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me a story.');
    model.replies[0]?.write('Once there was a king. ');
    await settle();
    voice.gains.length = 0;
    start(2);
    voiced(400);
    ear.hearings.at(-1)?.answer('Louder');
    await settle();
    pause(2);
    end(2);
    ear.hearings.at(-1)?.answer('Louder.');
    await settle();
    expect(voice.gains).toEqual(['duck 0.2', 'volume 2', 'duck 1']);
    expect(steps()).toEqual(['onset', 'restored']);
    expect(phaseOf(agent)).toBe('speaking');
    expect(model.replies[0]?.signal.aborted).toBe(false);
    model.replies[0]?.write('He had a dog.');
    model.replies[0]?.end();
    await settle();
    expect(records().map(({ outcome, reply }) => [outcome, reply])).toEqual([
      ['answered', 'Once there was a king. He had a dog.'],
    ]);
  });

  it('that came after the reply was broken off has it taken up where its sentence began', async () => {
    const { utter, model, voice, start, voiced, end, ear, agent } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me a story.');
    model.replies[0]?.write('Once there was a king. ');
    model.replies[0]?.write('He had a dog. ');
    await settle();
    voice.playedMs = 1300;
    start(2);
    // By voice alone: no word was known yet.
    voiced(700);
    await settle();
    expect(model.replies[0]?.signal.aborted).toBe(true);
    end(2);
    ear.hearings.at(-1)?.answer('Louder.');
    await settle();
    expect(voice.gains).toContain('volume 2');
    expect(voice.texts.at(-1)).toBe('He had a dog.');
    expect(phaseOf(agent)).toBe('listening');
  });
});
