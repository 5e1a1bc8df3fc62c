import { describe, expect, it } from 'vitest';
import { requiredSilenceMs } from '../../src/agent/end-of-turn';
import { ALL_ON } from '../../src/agent/techniques';
import { SottoError } from '../../workers/rpc';
import { agentOf, phaseOf } from './agent-bench';
import { settle } from './turn-fakes';

const DUCKED = 'duck 0.2';

/** An agent in the middle of a reply that is being heard. */
async function speaking(...options: Parameters<typeof agentOf>) {
  const bench = agentOf(...options);
  bench.model.writesByItself = false;
  await bench.utter(1, 'Tell me a story.');
  bench.model.replies[0]?.write('Once there was a king in the mountains. ');
  await settle();
  expect(phaseOf(bench.agent)).toBe('speaking');
  bench.voice.gains.length = 0;
  /** What the recogniser reads in the newest request. */
  const read = async (text: string, changes: Parameters<(typeof bench.ear.hearings)[0]['answer']>[1] = {}) => {
    bench.ear.hearings.at(-1)?.answer(text, changes);
    await settle();
  };
  const isStopped = () => bench.model.replies[0]?.signal.aborted;
  return { ...bench, read, isStopped };
}

describe('a sound over a reply', () => {
  it('lowers it at once, and stops nothing', async () => {
    const { onset, voice, steps, agent, isStopped } = await speaking();
    onset();
    expect(voice.gains).toEqual([DUCKED]);
    expect(steps()).toEqual(['onset']);
    expect(phaseOf(agent)).toBe('speaking');
    expect(isStopped()).toBe(false);
  });

  it('that was nothing restores it', async () => {
    const { onset, agent, voice, steps, isStopped } = await speaking();
    onset();
    agent.onVad({ kind: 'onset-over' });
    expect(voice.gains).toEqual([DUCKED, 'duck 1']);
    expect(steps()).toEqual(['onset', 'restored']);
    expect(isStopped()).toBe(false);
    onset();
    expect(voice.gains.at(-1)).toBe(DUCKED);
  });

  it('too short for speech restores it', async () => {
    const { onset, start, misfire, voice, steps, ear, isStopped } = await speaking();
    onset();
    start(2);
    misfire(2);
    expect(voice.gains).toEqual([DUCKED, 'duck 1']);
    expect(steps()).toEqual(['onset', 'restored']);
    expect(ear.forgotten).toContain(2);
    expect(isStopped()).toBe(false);
  });

  it('lowers it without an onset, too', async () => {
    const { start, voice, steps } = await speaking();
    start(2);
    expect(voice.gains).toEqual([DUCKED]);
    expect(steps()).toEqual(['onset']);
  });

  it('over silence lowers nothing', async () => {
    const { onset, voice, steps } = agentOf();
    onset();
    expect([voice.gains, steps()]).toEqual([[], []]);
  });

  it('is not the end of the turn when the microphone goes off', async () => {
    const { start, agent, ear, isStopped } = await speaking();
    start(2);
    agent.setMicrophone('off');
    expect(ear.forgotten).toContain(2);
    expect(isStopped()).toBe(false);
  });

  it('leaves the next turn as loud as ever', async () => {
    const { start, agent, voice } = await speaking();
    start(2);
    agent.ask('What time is it?');
    await settle();
    expect(voice.gains.at(-1)).toBe('duck 1');
  });
});

describe('words over a reply', () => {
  it('of a listener restore it, and are no question', async () => {
    const { onset, start, voiced, pause, end, read, voice, steps, ear, records, messages, isStopped, model } =
      await speaking();
    onset();
    start(2);
    voiced(300);
    await read('Mm-hmm.');
    voiced(350);
    pause(2);
    expect(ear.required.at(-1)).toMatchObject({ utteranceId: 2, silenceMs: 300 });
    await read('Mm-hmm.');
    expect(voice.gains).toEqual([DUCKED]);
    end(2);
    await settle();
    expect(voice.gains).toEqual([DUCKED, 'duck 1']);
    expect(steps()).toEqual(['onset', 'restored']);
    expect(ear.forgotten).toContain(2);
    expect(isStopped()).toBe(false);
    model.replies[0]?.end();
    await settle();
    expect(records().map(({ outcome }) => outcome)).toEqual(['answered']);
    expect(messages()).toHaveLength(2);
  });

  it('that are a command stop it at once', async () => {
    const { start, voiced, read, steps, agent, isStopped, voice, end, records, model } = await speaking();
    voice.playedMs = 1000;
    start(2);
    voiced(300);
    await read('Stop');
    expect(isStopped()).toBe(true);
    expect(steps()).toEqual(['onset', 'stopped']);
    expect(phaseOf(agent)).toBe('hearing');
    expect(voice.log).toContain('flush 1');
    end(2);
    await read('Stop.');
    expect(records().map(({ outcome, route }) => [outcome, route])).toEqual([
      ['interrupted', 'model'],
      ['stopped', 'control:stop'],
    ]);
    expect(phaseOf(agent)).toBe('listening');
    model.writesByItself = true;
    agent.ask('And now?');
    await settle();
    expect(
      model.replies
        .at(-1)
        ?.messages.slice(1)
        .map(({ content }) => content),
    ).toEqual(['Tell me a story.', 'Once there was a king', 'And now?']);
  });

  it('stop it as soon as there are two of them', async () => {
    const { start, voiced, read, isStopped } = await speaking();
    start(2);
    voiced(300);
    await read('What about');
    expect(isStopped()).toBe(true);
  });

  it('of which there is one have to be confirmed', async () => {
    const { start, voiced, read, isStopped } = await speaking();
    start(2);
    voiced(300);
    await read('Paris');
    expect(isStopped()).toBe(false);
    voiced(500);
    await read('Paris');
    expect(isStopped()).toBe(true);
  });

  it('without any stop it by voice alone, later', async () => {
    const { start, voiced, isStopped } = await speaking();
    start(2);
    voiced(690);
    expect(isStopped()).toBe(false);
    voiced(700);
    expect(isStopped()).toBe(true);
  });

  it('that are none, a cough, restore it', async () => {
    const { start, voiced, pause, end, read, steps, isStopped } = await speaking();
    start(2);
    voiced(300);
    await read('', { verdict: 'no-speech' });
    voiced(900);
    pause(2);
    end(2);
    await read('', { verdict: 'no-speech' });
    expect(isStopped()).toBe(false);
    expect(steps()).toEqual(['onset', 'restored']);
  });

  it('that could not be read restore it', async () => {
    const { start, voiced, end, ear, steps, isStopped } = await speaking();
    start(2);
    voiced(200);
    end(2);
    ear.hearings.at(-1)?.fail(new SottoError('inference-failed', 'ear'));
    await settle();
    expect(isStopped()).toBe(false);
    expect(steps()).toEqual(['onset', 'restored']);
  });

  it('are asked for one at a time', async () => {
    const { start, voiced, ear } = await speaking();
    const before = ear.hearings.length;
    start(2);
    for (const ms of [100, 200, 280, 320, 380, 440]) voiced(ms);
    expect(ear.hearings.slice(before).map(({ mode }) => mode)).toEqual(['partial']);
  });

  it('are read only in a pause when quick partials are off', async () => {
    const { start, voiced, pause, ear, read, isStopped } = await speaking('on', {
      techniques: { ...ALL_ON, quickPartials: false },
    });
    const before = ear.hearings.length;
    start(2);
    voiced(600);
    expect(ear.hearings).toHaveLength(before);
    pause(2);
    await read('What about Paris?');
    expect(isStopped()).toBe(true);
  });

  it('that stop it in a pause are judged anew as the question they are, and guessed at', async () => {
    const { start, voiced, pause, end, read, ear, model, voice, records, guesses } = await speaking();
    model.writesByItself = true;
    start(2);
    voiced(400);
    pause(2);
    await read('What time is it?');
    expect(ear.required.slice(-2).map(({ utteranceId, silenceMs }) => [utteranceId, silenceMs])).toEqual([
      [2, 300],
      [2, requiredSilenceMs({ text: 'What time is it?', skill: true, endProbability: undefined })],
    ]);
    expect(guesses()).toEqual(['begun']);
    expect(voice.log).not.toContain('start 2');
    end(2);
    await settle();
    expect(records().map(({ transcript }) => transcript)).toEqual(['Tell me a story.', 'What time is it?']);
    expect(ear.hearings.filter(({ mode, utteranceId }) => mode === 'final' && utteranceId === 2)).toHaveLength(1);
  });

  it('that go on after the pause are read anew', async () => {
    const { start, voiced, pause, resume, end, ear, read, records } = await speaking();
    start(2);
    voiced(200);
    pause(2);
    resume(2);
    expect(ear.hearings.at(-1)?.signal.aborted).toBe(true);
    voiced(280);
    end(2);
    await read('What time is it?');
    expect(records().at(-1)?.transcript).toBe('What time is it?');
  });

  it('that end as an acknowledgement after the reply has ended raise no turn', async () => {
    const { agent, start, voiced, end, read, model, records, messages } = await speaking();
    start(2);
    voiced(250);
    model.replies[0]?.end();
    await settle();
    expect(records()).toHaveLength(1);
    end(2);
    await read('Okay.');
    expect(records()).toHaveLength(1);
    expect(messages()).toHaveLength(2);
    expect(phaseOf(agent)).toBe('listening');
    await settle();
    model.writesByItself = true;
    agent.ask('And now?');
    await settle();
    expect(records()).toHaveLength(2);
  });

  it('keep in the conversation what was heard of the reply, cut at the word by where the voice said words end', async () => {
    const { agent, model, voice, utter, start, voiced, records } = agentOf();
    model.writesByItself = false;
    voice.speaksByItself = false;
    await utter(1, 'Tell me a story.');
    model.replies[0]?.write('Once there was a king. ');
    await settle();
    voice.clauses[0]?.made(1000, [100, 200, 900, 950, 1000]);
    voice.hear(1);
    await settle();
    // Past the half of "was", which is long here.
    voice.playedMs = 600;
    start(2);
    voiced(700);
    await settle();
    expect(records()[0]).toMatchObject({ outcome: 'interrupted', reply: 'Once there was' });
    expect(phaseOf(agent)).toBe('hearing');
  });
});

describe('Sotto hearing itself', () => {
  it('is told once, and stops nothing however long it lasts', async () => {
    const { start, voiced, pause, end, read, events, steps, isStopped } = await speaking();
    start(2);
    voiced(400);
    await read('once there was a king');
    voiced(600);
    await read('once there was a king in the mountains');
    voiced(3000);
    expect(isStopped()).toBe(false);
    pause(2);
    end(2);
    await read('Once there was a king in the mountains.');
    expect(isStopped()).toBe(false);
    expect(events.filter(({ kind }) => kind === 'own-voice-heard')).toHaveLength(1);
    expect(steps()).toEqual(['onset', 'restored']);
  });

  it('is told again for the next time', async () => {
    const { start, end, read, events } = await speaking();
    for (const id of [2, 3]) {
      start(id);
      end(id);
      await read('once there was a king');
    }
    expect(events.filter(({ kind }) => kind === 'own-voice-heard')).toHaveLength(2);
  });

  it('is not what the user says in other words', async () => {
    const { start, voiced, read, isStopped, events } = await speaking();
    start(2);
    voiced(700);
    await read('which king was that');
    expect(isStopped()).toBe(true);
    expect(events.filter(({ kind }) => kind === 'own-voice-heard')).toEqual([]);
  });
});

describe('speech while Sotto thinks', () => {
  it('takes the question back after a quarter of a second, whatever its words', async () => {
    const { agent, model, utter, start, voiced, messages, records, steps } = agentOf();
    model.writesByItself = false;
    await utter(1, 'What is the capital of');
    start(2);
    voiced(240);
    expect(model.replies[0]?.signal.aborted).toBe(false);
    voiced(250);
    expect(model.replies[0]?.signal.aborted).toBe(true);
    expect(phaseOf(agent)).toBe('hearing');
    await settle();
    expect(messages()).toEqual([]);
    expect(records().map(({ outcome }) => outcome)).toEqual(['interrupted']);
    expect(steps()).toEqual(['onset', 'stopped']);
  });

  it('joins the halves in captions, guess and question', async () => {
    const { agent, ear, model, utter, start, voiced, pause, end, records } = agentOf();
    model.writesByItself = false;
    await utter(1, 'What is the capital of...');
    start(2);
    voiced(250);
    voiced(600);
    ear.hearings.at(-1)?.answer('Australia');
    await settle();
    expect(agent.state.phase).toEqual({
      name: 'hearing',
      partial: { firm: 'What is the capital of...', soft: 'Australia' },
    });
    model.writesByItself = true;
    ear.texts.set(2, 'Australia?');
    pause(2);
    await settle();
    expect(model.replies.at(-1)?.messages.at(-1)?.content).toBe('What is the capital of Australia?');
    end(2);
    await settle();
    expect(records().at(-1)).toMatchObject({ outcome: 'answered', transcript: 'What is the capital of Australia?' });
  });

  it('does not take a typed question back', async () => {
    const { agent, model, start, voiced } = agentOf();
    model.writesByItself = false;
    agent.ask('Tell me a story.');
    await settle();
    start(2);
    voiced(500);
    expect(model.replies[0]?.signal.aborted).toBe(false);
  });
});
