import { describe, expect, it } from 'vitest';
import { SpeculationGovernor } from '../../src/agent/speculation-governor';
import { SottoError } from '../../workers/rpc';
import { agentOf, phaseOf } from './agent-bench';
import { settle } from './turn-fakes';

describe('a spoken question', () => {
  it('goes through all phases, is answered, and leaves the agent listening', async () => {
    const { agent, utter, phases, records, messages, voice } = agentOf();
    await utter(1, 'What time is it?');
    expect(phases()).toEqual(['hearing', 'thinking', 'thinking', 'speaking', 'listening']);
    expect(phaseOf(agent)).toBe('listening');
    expect(voice.texts).toEqual(['It is noon.']);
    expect(messages().map(({ role, text, by, interim }) => [role, text, by, interim])).toEqual([
      ['user', 'What time is it?', 'voice', false],
      ['assistant', 'It is noon.', 'skill', false],
    ]);
    expect(records()).toHaveLength(1);
    expect(records()[0]).toMatchObject({ outcome: 'answered', input: 'voice', cold: true });
  });

  it('is transcribed in the pause, once, and its audio is dropped afterwards', async () => {
    const { ear, utter } = agentOf();
    await utter(1, 'What time is it?');
    expect(ear.hearings.filter(({ mode }) => mode === 'final')).toHaveLength(1);
    expect(ear.forgotten).toEqual([1]);
  });

  it('is transcribed anew when the user goes on after a pause', async () => {
    const { agent, ear, start, voiced, pause, end, records } = agentOf();
    start(1);
    voiced(300);
    pause(1, 10_000);
    agent.onVad({ kind: 'resume', utteranceId: 1 });
    expect(ear.hearings[0]?.signal.aborted).toBe(true);
    pause(1, 30_000);
    end(1, 30_000);
    expect(ear.hearings.map(({ sampleCount }) => sampleCount)).toEqual([10_000, 30_000]);
    ear.hearings[1]?.answer('What time is it?');
    await settle();
    expect(records()[0]?.transcript).toBe('What time is it?');
  });

  it('shows captions while it is spoken, one transcription at a time', async () => {
    const { agent, ear, start, voiced } = agentOf();
    start(1);
    voiced(100);
    expect(ear.hearings).toHaveLength(0);
    voiced(600);
    voiced(1200);
    expect(ear.hearings.map(({ mode }) => mode)).toEqual(['partial']);
    ear.hearings[0]?.answer('What time');
    await settle();
    expect(agent.state.phase).toEqual({ name: 'hearing', partial: { firm: '', soft: 'What time' } });
    voiced(1800);
    expect(ear.hearings).toHaveLength(2);
    ear.hearings[1]?.answer('you', { verdict: 'no-speech' });
    await settle();
    expect(agent.state.phase).toEqual({ name: 'hearing', partial: { firm: '', soft: 'What time' } });
    voiced(2400);
    ear.hearings[2]?.answer('What time is');
    await settle();
    expect(agent.state.phase).toEqual({ name: 'hearing', partial: { firm: 'What time', soft: ' is' } });
  });

  it('goes on without a caption that failed', async () => {
    const { agent, ear, start, voiced, end, records } = agentOf();
    start(1);
    voiced(600);
    ear.hearings[0]?.fail(new SottoError('inference-failed', 'caption'));
    await settle();
    expect(phaseOf(agent)).toBe('hearing');
    end(1);
    ear.hearings[1]?.answer('What time is it?');
    await settle();
    expect(records()[0]?.outcome).toBe('answered');
  });

  it('that was only a noise gets no reply', async () => {
    const { agent, ear, start, end, records, messages, voice } = agentOf();
    start(1);
    end(1);
    ear.hearings[0]?.answer('you', { verdict: 'no-speech' });
    await settle();
    expect(records()[0]?.outcome).toBe('no-speech');
    expect([messages(), voice.clauses]).toEqual([[], []]);
    expect(phaseOf(agent)).toBe('listening');
  });

  it('that was too short to be one is forgotten without a turn', async () => {
    const { agent, ear, start, records } = agentOf();
    start(1);
    expect(phaseOf(agent)).toBe('hearing');
    agent.onVad({ kind: 'misfire', utteranceId: 1 });
    await settle();
    expect(phaseOf(agent)).toBe('listening');
    expect(ear.forgotten).toEqual([1]);
    expect(records()).toEqual([]);
  });

  it('is forgotten when the microphone is switched off in the middle', async () => {
    const { agent, ear, start, end, records } = agentOf();
    start(1);
    agent.setMicrophone('off');
    expect(agent.state).toEqual({ phase: { name: 'ready' }, microphone: 'off' });
    end(1);
    await settle();
    expect(ear.forgotten).toEqual([1]);
    expect(records()).toEqual([]);
  });

  it('sees the conversation before it', async () => {
    const { utter, model } = agentOf();
    await utter(1, 'What time is it?');
    await utter(2, 'And in Rome?');
    expect(model.replies[0]?.messages.slice(1).map(({ content }) => content)).toEqual([
      'What time is it?',
      'It is noon.',
      'And in Rome?',
    ]);
  });

  it('is the cold one only the first time', async () => {
    const { utter, records } = agentOf();
    await utter(1, 'What time is it?');
    await utter(2, 'What time is it?');
    expect(records().map(({ cold }) => cold)).toEqual([true, false]);
    expect(new Set(records().map(({ id }) => id)).size).toBe(2);
  });
});

describe('a failing turn', () => {
  it('says so in its record, and the next one works', async () => {
    const { agent, utter, model, voice, records } = agentOf();
    model.failure = new SottoError('inference-failed', 'once');
    await utter(1, 'Tell me a joke.');
    expect(phaseOf(agent)).toBe('listening');
    model.failure = undefined;
    voice.failure = new SottoError('worker-crashed', 'mouth');
    await utter(2, 'Tell me a joke.');
    voice.failure = undefined;
    await utter(3, 'Tell me a joke.');
    expect(records().map(({ outcome, error }) => [outcome, error?.code])).toEqual([
      ['failed', 'inference-failed'],
      ['failed', 'worker-crashed'],
      ['answered', undefined],
    ]);
    expect(model.replies.at(-1)?.messages).toHaveLength(2);
  });

  it('of the ear is one, too', async () => {
    const { agent, ear, start, end, records, utter } = agentOf();
    start(1);
    end(1);
    ear.hearings[0]?.fail(new SottoError('out-of-memory', 'ear'));
    await settle();
    expect(records()[0]).toMatchObject({ outcome: 'failed', error: { code: 'out-of-memory' } });
    expect(phaseOf(agent)).toBe('listening');
    await utter(2, 'What time is it?');
    expect(records()[1]?.outcome).toBe('answered');
  });
});

describe('speaking over Sotto', () => {
  it('for less than a quarter of a second changes nothing when it is no word to Sotto', async () => {
    const { agent, ear, utter, model, start, voiced, pause, end, records } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me a story.');
    ear.texts.set(2, 'Mm-hmm.');
    start(2);
    voiced(200);
    pause(2);
    end(2);
    await settle();
    expect(ear.forgotten).toContain(2);
    expect(phaseOf(agent)).toBe('thinking');
    model.replies[0]?.write('Once upon a time.');
    model.replies[0]?.end();
    await settle();
    expect(records().map(({ outcome }) => outcome)).toEqual(['answered']);
  });

  it('ends a reply that is being heard, and only what was heard stays in the conversation', async () => {
    const { agent, ear, utter, model, voice, start, voiced, end, records, messages } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me a story.');
    model.replies[0]?.write('Once there was a king. ');
    await settle();
    expect(phaseOf(agent)).toBe('speaking');
    voice.speaksByItself = false;
    model.replies[0]?.write('He had three daughters. ');
    voice.playedMs = 720;
    start(2);
    voiced(300);
    expect(phaseOf(agent)).toBe('speaking');
    ear.hearings.at(-1)?.answer('Make it');
    await settle();
    expect(phaseOf(agent)).toBe('hearing');
    expect(model.replies[0]?.signal.aborted).toBe(true);
    voice.speaksByItself = true;
    model.writesByItself = true;
    end(2);
    ear.hearings.at(-1)?.answer('Make it shorter.');
    await settle();
    expect(records().map(({ outcome, reply }) => [outcome, reply])).toEqual([
      ['interrupted', 'Once there was a'],
      ['answered', 'It is sunny today.'],
    ]);
    expect(model.replies[1]?.messages.slice(1).map(({ content }) => content)).toEqual([
      'Tell me a story.',
      'Once there was a',
      'Make it shorter.',
    ]);
    expect(messages().map(({ text, interrupted }) => [text, interrupted])).toContainEqual([
      'Once there was a king. He had three daughters. ',
      true,
    ]);
  });

  it('while it thinks joins both halves of the question', async () => {
    const { ear, utter, model, start, voiced, end, records, messages } = agentOf();
    model.writesByItself = false;
    await utter(1, 'What is the capital of...');
    start(2);
    voiced(300);
    model.writesByItself = true;
    end(2);
    ear.hearings.at(-1)?.answer('Australia?');
    await settle();
    expect(records().map(({ outcome, transcript }) => [outcome, transcript])).toEqual([
      ['interrupted', 'What is the capital of...'],
      ['answered', 'What is the capital of Australia?'],
    ]);
    expect(messages().map(({ text }) => text)).toEqual(['What is the capital of Australia?', 'It is sunny today.']);
    expect(model.replies.at(-1)?.messages.at(-1)?.content).toBe('What is the capital of Australia?');
  });

  it('joins three halves, too', async () => {
    const { ear, utter, model, start, voiced, end, records } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me.');
    start(2);
    voiced(300);
    end(2);
    ear.hearings.at(-1)?.answer('a long,');
    await settle();
    start(3);
    voiced(300);
    model.writesByItself = true;
    end(3);
    ear.hearings.at(-1)?.answer('long story.');
    await settle();
    expect(records().at(-1)?.transcript).toBe('Tell me a long long story.');
  });

  it('joins a first half that was still being transcribed', async () => {
    const { ear, start, voiced, end, records } = agentOf();
    start(1);
    end(1);
    start(2);
    voiced(300);
    end(2);
    ear.hearings[1]?.answer('is it now?');
    ear.hearings[0]?.answer('What time');
    await settle();
    expect(records().map(({ outcome, transcript }) => [outcome, transcript])).toEqual([
      ['interrupted', ''],
      ['answered', 'What time is it now?'],
    ]);
  });

  it('with a noise adds nothing to the question', async () => {
    const { ear, utter, model, start, voiced, end, records } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me a story.');
    start(2);
    voiced(300);
    model.writesByItself = true;
    end(2);
    ear.hearings.at(-1)?.answer('you', { verdict: 'no-speech' });
    await settle();
    expect(records().at(-1)).toMatchObject({ outcome: 'answered', transcript: 'Tell me a story.' });
  });

  it('is not joined to a first half that was no speech or could not be transcribed', async () => {
    const { ear, start, voiced, end, records } = agentOf();
    start(1);
    end(1);
    start(2);
    voiced(300);
    end(2);
    ear.hearings[0]?.fail(new SottoError('inference-failed', 'first'));
    ear.hearings[1]?.answer('What time is it?');
    await settle();
    expect(records().at(-1)).toMatchObject({ outcome: 'answered', transcript: 'What time is it?' });
  });

  it('that proves to be nothing resumes the question it broke off', async () => {
    const { agent, utter, model, start, voiced, records, messages } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me a story.');
    start(2);
    voiced(300);
    await settle();
    expect(messages()).toEqual([]);
    model.writesByItself = true;
    agent.onVad({ kind: 'misfire', utteranceId: 2 });
    await settle();
    expect(records().map(({ outcome, transcript }) => [outcome, transcript])).toEqual([
      ['interrupted', 'Tell me a story.'],
      ['answered', 'Tell me a story.'],
    ]);
    expect(messages().map(({ text }) => text)).toEqual(['Tell me a story.', 'It is sunny today.']);
    expect(phaseOf(agent)).toBe('listening');
  });

  it('with a word that began as the reply ended is a question of its own', async () => {
    const { ear, utter, model, voice, start, voiced, end, records } = agentOf();
    voice.playsByItself = false;
    await utter(1, 'Tell me a story.');
    voice.hear(1);
    start(2);
    voice.drain(1);
    await settle();
    voice.playsByItself = true;
    voiced(300);
    end(2);
    ear.hearings.at(-1)?.answer('Another one.');
    await settle();
    expect(records().map(({ outcome, transcript }) => [outcome, transcript])).toEqual([
      ['answered', 'Tell me a story.'],
      ['answered', 'Another one.'],
    ]);
    expect(model.replies).toHaveLength(2);
  });
});

describe('a typed question', () => {
  it('takes the same path without the microphone', async () => {
    const { agent, records, messages, ear } = agentOf('off');
    agent.ask('  What time is it? ');
    await settle();
    expect(records()[0]).toMatchObject({ outcome: 'answered', input: 'keyboard', transcript: 'What time is it?' });
    expect(records()[0]?.work.transcribeMs).toBeUndefined();
    expect(messages().map(({ by }) => by)).toEqual(['keyboard', 'skill']);
    expect(ear.hearings).toEqual([]);
    expect(phaseOf(agent)).toBe('ready');
  });

  it('without words is none', async () => {
    const { agent, events } = agentOf('off');
    agent.ask(' \n ');
    await settle();
    expect(events).toEqual([]);
  });

  it('ends the reply that is being spoken, and is not answered before that has let go', async () => {
    const { agent, model, voice, records, events } = agentOf();
    model.writesByItself = false;
    agent.ask('Tell me a story.');
    await settle();
    model.replies[0]?.write('Once there was a king. ');
    await settle();
    expect(phaseOf(agent)).toBe('speaking');
    voice.playedMs = 1000;
    agent.ask('What time is it?');
    expect(phaseOf(agent)).toBe('thinking');
    await settle();
    expect(voice.log).toEqual(['open 1', 'start 1', 'flush 1', 'open 2', 'start 2', 'finish 2']);
    expect(records().map(({ outcome, reply }) => [outcome, reply])).toEqual([
      ['interrupted', 'Once there was a king.'],
      ['answered', 'It is noon.'],
    ]);
    const late = events.findLastIndex((event) => event.kind === 'state' && event.state.phase.name === 'speaking');
    expect(events.slice(late + 1).some((event) => event.kind === 'state')).toBe(true);
    expect(phaseOf(agent)).toBe('listening');
  });

  it('is never joined to speech that breaks it off', async () => {
    const { agent, ear, model, start, voiced, end, records } = agentOf();
    model.writesByItself = false;
    agent.ask('Tell me a story.');
    await settle();
    start(1);
    voiced(300);
    end(1);
    ear.hearings.at(-1)?.answer('What time is it?');
    await settle();
    expect(records().map(({ outcome, transcript }) => [outcome, transcript])).toEqual([
      ['interrupted', 'Tell me a story.'],
      ['answered', 'What time is it?'],
    ]);
  });

  it('of several in a row only the last is answered', async () => {
    const { agent, records } = agentOf('off');
    agent.ask('What time is it?');
    agent.ask('What time is it now?');
    agent.ask('What time is it in Rome?');
    await settle();
    expect(records().map(({ outcome, transcript }) => [outcome, transcript])).toEqual([
      ['interrupted', ''],
      ['interrupted', ''],
      ['answered', 'What time is it in Rome?'],
    ]);
    expect(phaseOf(agent)).toBe('ready');
  });
});

describe('stop', () => {
  it('ends the turn in hand and leaves the agent listening', async () => {
    const { agent, utter, model, records } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me a story.');
    agent.stop();
    await settle();
    expect(records()[0]?.outcome).toBe('interrupted');
    expect(phaseOf(agent)).toBe('listening');
  });

  it('without a turn does nothing', async () => {
    const { agent, events } = agentOf();
    agent.stop();
    await settle();
    expect(events).toEqual([]);
  });
});

describe('preparing in idle', () => {
  it('evaluates a question for the model in the pause where no answer may be begun, and gives up when the user goes on', async () => {
    const { ear, model, start, voiced, pause, resume } = agentOf('on', {
      governor: new SpeculationGovernor({ enabled: false }),
    });
    model.primesAtOnce = false;
    ear.texts.set(1, 'Why is the sky');
    start(1);
    voiced(400);
    pause(1);
    await settle();
    expect(model.replies).toEqual([]);
    expect(model.primed.at(-1)?.messages.at(-1)).toEqual({ role: 'user', content: 'Why is the sky' });
    expect(model.primed.at(-1)?.signal.aborted).toBe(false);
    resume(1);
    expect(model.primed.at(-1)?.signal.aborted).toBe(true);
  });

  it('evaluates nothing in the pause of a question that a skill answers', async () => {
    const { ear, model, start, voiced, pause } = agentOf();
    ear.texts.set(1, 'What time is it?');
    start(1);
    voiced(400);
    pause(1);
    await settle();
    expect(model.primed).toEqual([]);
  });

  it('primes the conversation as it stands after each turn', async () => {
    const { utter, model } = agentOf();
    await utter(1, 'What time is it?');
    expect(
      model.primed
        .at(-1)
        ?.messages.slice(1)
        .map(({ content }) => content),
    ).toEqual(['What time is it?', 'It is noon.']);
  });

  it('is given up for a new turn', async () => {
    const { utter, model, records } = agentOf();
    model.primesAtOnce = false;
    await utter(1, 'What time is it?');
    expect(model.primed[0]?.signal.aborted).toBe(false);
    await utter(2, 'Tell me a joke.');
    expect(model.primed[0]?.signal.aborted).toBe(true);
    expect(records()[1]?.outcome).toBe('answered');
  });

  it('is given up for a newer preparation, and that is no error', async () => {
    const { agent, model } = agentOf();
    model.primesAtOnce = false;
    const first = agent.prime();
    model.primesAtOnce = true;
    await agent.prime();
    await expect(first).resolves.toBeUndefined();
  });

  it('does not trouble anyone when it fails, except whoever asked for it', async () => {
    const { agent, utter, model, records } = agentOf();
    model.primeFailure = new SottoError('inference-failed', 'prime');
    await expect(agent.prime()).rejects.toMatchObject({ code: 'inference-failed' });
    await utter(1, 'What time is it?');
    expect(records()[0]?.error).toBeUndefined();
  });
});

describe('clear', () => {
  it('says so, and the next question starts a new conversation', async () => {
    const { agent, utter, model, events } = agentOf();
    await utter(1, 'What time is it?');
    agent.clear();
    await settle();
    expect(events.at(-1)).toEqual({ kind: 'cleared' });
    await utter(2, 'Tell me a joke.');
    expect(model.replies[0]?.messages.slice(1).map(({ content }) => content)).toEqual(['Tell me a joke.']);
  });
});
