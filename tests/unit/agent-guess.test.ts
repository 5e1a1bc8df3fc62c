import { describe, expect, it } from 'vitest';
import type { Skill } from '../../src/agent/skills/skill';
import { SpeculationGovernor } from '../../src/agent/speculation-governor';
import { ALL_ON } from '../../src/agent/techniques';
import { SottoError } from '../../workers/rpc';
import { agentOf, holdsOf, phaseOf } from './agent-bench';
import { settle } from './turn-fakes';

describe('an answer begun in a pause', () => {
  it('is not noticed by anybody before the turn is decided', async () => {
    const { agent, begin, events, voice, model, phases } = agentOf();
    await begin(1, 'Tell me a story.');
    expect(model.replies).toHaveLength(1);
    expect(voice.texts).toEqual(['It is sunny today.']);
    expect(voice.log).toEqual(['open 1']);
    expect(phases()).toEqual(['hearing']);
    expect(events.filter(({ kind }) => kind !== 'state' && kind !== 'guess')).toEqual([]);
    expect(model.primed).toEqual([]);
    expect(phaseOf(agent)).toBe('hearing');
  });

  it('is shown and heard when it is, with all there is of it, and made only once', async () => {
    const { begin, end, model, voice, messages, records, phases, guesses } = agentOf();
    model.writesByItself = false;
    voice.playsByItself = false;
    await begin(1, 'Tell me a story.');
    model.replies[0]?.write('Once there was ');
    await settle();
    expect(messages()).toEqual([]);
    end(1);
    expect(messages().map(({ text, interim }) => [text, interim])).toEqual([
      ['Tell me a story.', false],
      ['Once there was ', true],
    ]);
    model.replies[0]?.write('a king.');
    await settle();
    expect(voice.log).toEqual(['open 1', 'start 1']);
    voice.hear(1);
    model.replies[0]?.end();
    await settle();
    voice.drain(1);
    await settle();
    expect(model.replies).toHaveLength(1);
    expect(phases()).toEqual(['hearing', 'thinking', 'thinking', 'speaking', 'speaking', 'listening']);
    expect(records()).toHaveLength(1);
    expect(records()[0]).toMatchObject({
      outcome: 'answered',
      transcript: 'Tell me a story.',
      reply: 'Once there was a king.',
      cold: true,
      listening: { guesses: 1, droppedGuesses: 0, keptGuesses: 0 },
    });
    expect(guesses()).toEqual(['begun', 'taken']);
  });

  it('that was ready in the pause is shown whole at once', async () => {
    const { begin, end, messages, voice } = agentOf();
    await begin(1, 'What time is it?');
    expect(voice.log).toEqual(['open 1']);
    end(1);
    expect(messages().map(({ text, by }) => [text, by])).toEqual([
      ['What time is it?', 'voice'],
      ['It is noon.', 'skill'],
    ]);
    await settle();
    expect(voice.log).toEqual(['open 1', 'start 1', 'finish 1']);
  });

  it('leaves no trace when it was wrong', async () => {
    const { begin, goOn, end, model, messages, records, voice, agent, guesses } = agentOf();
    await begin(1, 'Tell me a story.');
    await goOn(1, 'Tell me a story about whales.', 1400);
    end(1);
    await settle();
    expect(voice.log.filter((entry) => /^(start|flush)/.test(entry))).toEqual(['flush 1', 'start 2']);
    expect(records().map(({ transcript }) => transcript)).toEqual(['Tell me a story about whales.']);
    expect(records()[0]).toMatchObject({ cold: true, listening: { guesses: 2, droppedGuesses: 1 } });
    expect(records()[0]?.listening?.wastedMs).toBeGreaterThan(0);
    expect(messages().map(({ text }) => text)).toEqual(['Tell me a story about whales.', 'It is sunny today.']);
    expect(guesses()).toEqual(['begun', 'dropped', 'begun', 'taken']);
    agent.ask('And now?');
    await settle();
    expect(
      model.replies
        .at(-1)
        ?.messages.slice(1)
        .map(({ content }) => content),
    ).toEqual(['Tell me a story about whales.', 'It is sunny today.', 'And now?']);
  });

  it('leaves none when the utterance proves to be nothing, or the microphone goes off', async () => {
    for (const finish of ['misfire', 'off'] as const) {
      const { agent, begin, misfire, model, messages, records, voice, guesses } = agentOf();
      model.writesByItself = false;
      await begin(1, 'Tell me a story.');
      if (finish === 'misfire') misfire(1);
      else agent.setMicrophone('off');
      await settle();
      expect(model.replies[0]?.signal.aborted).toBe(true);
      expect([messages(), records()]).toEqual([[], []]);
      expect(voice.log).toEqual([]);
      expect(guesses()).toEqual(['begun', 'dropped']);
      expect(phaseOf(agent)).toBe(finish === 'off' ? 'ready' : 'listening');
    }
  });

  it('that failed fails its turn, and the next one works', async () => {
    const { begin, end, model, records, utter } = agentOf();
    model.failure = new SottoError('inference-failed', 'once');
    await begin(1, 'Tell me a story.');
    expect(records()).toEqual([]);
    model.failure = undefined;
    end(1);
    await settle();
    await utter(2, 'Tell me a story.');
    expect(records().map(({ outcome }) => outcome)).toEqual(['failed', 'answered']);
  });

  it('does nothing that has an effect', async () => {
    let runs = 0;
    const timer: Skill = {
      id: 'clock',
      examples: [],
      match: (text) =>
        /timer/.test(text)
          ? { skillId: 'clock', hasEffect: true, run: async () => ({ text: `Timer ${++runs}.` }) }
          : undefined,
    };
    const { begin, goOn, end, records } = agentOf('on', { skills: [timer] });
    await begin(1, 'Set a timer.');
    await goOn(1, 'Set a timer for ten minutes.', 1400);
    expect(runs).toBe(0);
    end(1);
    await settle();
    expect(runs).toBe(1);
    expect(records()[0]).toMatchObject({ reply: 'Timer 1.', transcript: 'Set a timer for ten minutes.' });
  });

  it('is not begun for a word to Sotto itself', async () => {
    const { begin, end, records, guesses, voice } = agentOf();
    await begin(1, 'Louder.');
    expect(guesses()).toEqual([]);
    expect(voice.gains).toEqual([]);
    end(1);
    await settle();
    expect(records()[0]?.route).toBe('control:louder');
  });

  it('is not begun for what is no speech', async () => {
    const { start, voiced, pause, ear, guesses, model } = agentOf();
    start(1);
    voiced(400);
    pause(1);
    ear.hearings.at(-1)?.answer('you', { verdict: 'no-speech' });
    await settle();
    expect([guesses(), model.replies]).toEqual([[], []]);
    expect(ear.required.map(({ silenceMs }) => silenceMs)).toEqual([400]);
  });
});

describe('a guess when the user makes another sound', () => {
  it('is held, and kept when the words stay the same', async () => {
    const { begin, goOn, resume, end, model, voice, records, guesses } = agentOf();
    voice.speaksByItself = false;
    model.writesByItself = false;
    await begin(1, 'Tell me a story.');
    resume(1);
    expect([holdsOf(model.log), holdsOf(voice.log)]).toEqual([1, 1]);
    expect(model.replies[0]?.signal.aborted).toBe(false);
    await goOn(1, 'Tell me a story!', 500);
    expect([holdsOf(model.log), holdsOf(voice.log)]).toEqual([0, 0]);
    end(1);
    model.replies[0]?.write('Yes, of course.');
    model.replies[0]?.end();
    await settle();
    voice.clauses[0]?.done();
    await settle();
    expect(model.replies).toHaveLength(1);
    expect(records()[0]).toMatchObject({
      outcome: 'answered',
      listening: { guesses: 1, keptGuesses: 1, droppedGuesses: 0, wastedMs: 0 },
    });
    expect(guesses()).toEqual(['begun', 'taken']);
  });

  it('is dropped for others, and lets go of model and voice', async () => {
    const { begin, goOn, model, voice } = agentOf();
    model.writesByItself = false;
    await begin(1, 'Tell me a story.');
    await goOn(1, 'Tell me a story about whales.', 500);
    expect(model.replies).toHaveLength(2);
    expect(model.replies.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect([holdsOf(model.log), holdsOf(voice.log)]).toEqual([0, 0]);
  });

  it('is dropped after 200 ms of voice, and not before', async () => {
    const { begin, resume, voiced, model, voice } = agentOf();
    model.writesByItself = false;
    await begin(1, 'Tell me a story.');
    resume(1);
    voiced(590);
    expect(model.replies[0]?.signal.aborted).toBe(false);
    voiced(600);
    expect(model.replies[0]?.signal.aborted).toBe(true);
    await settle();
    expect([holdsOf(model.log), holdsOf(voice.log)]).toEqual([0, 0]);
  });

  it('is not taken when the utterance ends before its words are known', async () => {
    const { begin, resume, end, ear, model, voice, records } = agentOf();
    model.writesByItself = false;
    await begin(1, 'Tell me a story.');
    resume(1);
    ear.texts.set(1, 'Tell me a story about whales.');
    model.writesByItself = true;
    end(1);
    await settle();
    expect(records().map(({ transcript }) => transcript)).toEqual(['Tell me a story about whales.']);
    expect(model.replies[0]?.signal.aborted).toBe(true);
    expect([holdsOf(model.log), holdsOf(voice.log)]).toEqual([0, 0]);
  });
});

describe('where guessing does not pay', () => {
  it('nothing is begun with the technique off, and the prompt is prepared', async () => {
    const { begin, end, model, voice, guesses, records } = agentOf('on', {
      techniques: { ...ALL_ON, speculation: false },
    });
    await begin(1, 'Tell me a story.');
    expect([model.replies, voice.clauses, guesses()]).toEqual([[], [], []]);
    expect(model.primed.at(-1)?.messages.at(-1)?.content).toBe('Tell me a story.');
    end(1);
    await settle();
    expect(records()[0]).toMatchObject({ outcome: 'answered', listening: { guesses: 0 } });
  });

  it('nothing is begun while the detector is late', async () => {
    const governor = new SpeculationGovernor({ limits: { lateForMs: 0 } });
    const { begin, model, voiced, guesses } = agentOf('on', { governor });
    voiced(0, 500);
    await begin(1, 'Tell me a story.');
    expect([model.replies, guesses()]).toEqual([[], []]);
    expect(model.primed.at(-1)?.messages.at(-1)?.content).toBe('Tell me a story.');
  });

  it('nothing is begun once nearly every guess was wasted', async () => {
    const { begin, goOn, guesses } = agentOf('on', {
      governor: new SpeculationGovernor({ limits: { minAttempts: 2 } }),
    });
    await begin(1, 'Word.');
    await goOn(1, 'Word, word.', 1000);
    await goOn(1, 'Word, word, word.', 2000);
    await goOn(1, 'Word, word, word, word.', 3000);
    expect(guesses()).toEqual(['begun', 'dropped', 'begun', 'dropped']);
  });

  it('a guess from before is dropped', async () => {
    const governor = new SpeculationGovernor({ limits: { lateForMs: 0 } });
    const { begin, goOn, model, guesses } = agentOf('on', { governor });
    model.writesByItself = false;
    await begin(1, 'Tell me a story.');
    governor.lag(500, performance.timeOrigin + performance.now());
    await goOn(1, 'Tell me a story.', 450);
    expect(model.replies[0]?.signal.aborted).toBe(true);
    expect(guesses()).toEqual(['begun', 'dropped']);
  });
});

describe('the beginning of a question', () => {
  it('is evaluated as it becomes firm, behind the conversation', async () => {
    const { ear, model, start, voiced } = agentOf();
    start(1);
    voiced(400);
    ear.hearings.at(-1)?.answer('Why is');
    await settle();
    expect(model.primed).toEqual([]);
    voiced(800);
    ear.hearings.at(-1)?.answer('Why is the sky');
    await settle();
    expect(model.primed.map(({ opening, messages }) => [opening, messages.length])).toEqual([['Why is', 1]]);
  });

  it('is not for a skill, nor with the technique off', async () => {
    for (const [techniques, words] of [
      [ALL_ON, ['What time', 'What time is']],
      [{ ...ALL_ON, partialPrefill: false }, ['Why is', 'Why is the']],
    ] as const) {
      const { ear, model, start, voiced } = agentOf('on', { techniques });
      start(1);
      for (const [i, text] of words.entries()) {
        voiced(400 * (i + 1));
        ear.hearings.at(-1)?.answer(text);
        await settle();
      }
      expect(model.primed).toEqual([]);
    }
  });
});
