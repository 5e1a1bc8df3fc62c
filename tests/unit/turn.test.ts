import { describe, expect, it } from 'vitest';
import { MAX_REPLY_TOKENS } from '../../src/agent/prompt';
import { PARTS } from '../../src/agent/trace';
import type { Heard } from '../../src/agent/turn';
import { abortedError, SottoError } from '../../workers/rpc';
import { exchanges, heardOf, MODEL_ROUTE, nowMs, skillRoute, turnOf } from './turn-bench';
import { deferred, settle } from './turn-fakes';

describe('a turn that a skill answers', () => {
  const noon = skillRoute(async () => ({ text: 'It is noon, or nearly so.' }));

  it('says the whole answer in one piece and never asks the model', async () => {
    const { start, voice, model, told, history } = turnOf(Promise.resolve(heardOf('What time is it?')), noon);
    const record = await start();
    expect(voice.texts).toEqual(['It is noon, or nearly so.']);
    expect(model.replies).toHaveLength(0);
    expect(record).toMatchObject({
      outcome: 'answered',
      route: 'skill:clock',
      transcript: 'What time is it?',
      reply: 'It is noon, or nearly so.',
      error: undefined,
    });
    expect(told).toEqual(['transcript What time is it?', 'skill It is noon, or nearly so.', 'audible']);
    expect(exchanges(history).map(({ content }) => content)).toEqual(['What time is it?', 'It is noon, or nearly so.']);
  });

  it('has parts that sum to its total', async () => {
    const record = await turnOf(Promise.resolve(heardOf('What time is it?')), noon).start();
    const { parts, milestones, totalMs } = record;
    if (!parts || !milestones || totalMs === undefined) throw new Error('The turn was not heard.');
    expect(PARTS.reduce((sum, part) => sum + parts[part], 0)).toBe(totalMs);
    expect(milestones.firstAudible - milestones.speechEnd).toBe(totalMs);
    expect(parts.llm).toBeLessThanOrEqual(totalMs);
  });

  it('notes what the transcription cost', async () => {
    const record = await turnOf(Promise.resolve(heardOf('What time is it?')), noon).start();
    expect(record.work).toMatchObject({ transcribeMs: 100, audioMs: 1500, noSpeechProbability: 0.02 });
  });
});

describe('a turn that the model answers', () => {
  it('streams clauses to the voice in order while the rest is still being written', async () => {
    const { start, voice, model, told } = turnOf(Promise.resolve(heardOf('Tell me something.')));
    model.writesByItself = false;
    const done = start();
    await settle();
    const [reply] = model.replies;
    reply?.write('The sky is blue, ');
    expect(voice.texts).toEqual(['The sky is blue,']);
    reply?.write('because air scatters light. ');
    reply?.write('It is red at dusk');
    expect(voice.texts.slice(0, 2).join(' ')).toBe('The sky is blue, because air scatters light.');
    reply?.write('.');
    reply?.end();
    const record = await done;
    expect(record.reply).toBe('The sky is blue, because air scatters light. It is red at dusk.');
    expect(voice.texts.join(' ')).toBe(record.reply);
    expect(told.filter((entry) => entry.startsWith('model… ')).at(-1)).toBe(
      'model… The sky is blue, because air scatters light. It is red at dusk.',
    );
    expect(told).toContain(`model ${record.reply}`);
    expect(record).toMatchObject({ outcome: 'answered', route: 'model' });
  });

  it('asks with the conversation so far and the cap of a spoken reply', async () => {
    const { start, model, history } = turnOf(Promise.resolve(heardOf('And you?')));
    history.add('before', 'How are you?', 'Fine.');
    await start();
    expect(model.replies[0]?.messages.map(({ content }) => content)).toEqual([
      'S',
      'How are you?',
      'Fine.',
      'And you?',
    ]);
    expect(model.replies[0]?.maxTokens).toBe(MAX_REPLY_TOKENS);
  });

  it('notes what the model did', async () => {
    const record = await turnOf(Promise.resolve(heardOf('Hi there.'))).start();
    expect(record.work).toMatchObject({
      firstTokenMs: 150,
      tokens: 9,
      reusedTokens: 100,
      evaluatedTokens: 12,
      stop: 'end',
      replyAudioMs: 1000,
      underruns: 0,
    });
  });

  it('leaves the unfinished tail of a capped reply unsaid', async () => {
    const { start, voice, model } = turnOf(Promise.resolve(heardOf('Explain.')));
    model.deltas = ['It is a very old story. ', 'There was once a king who had'];
    model.stop = 'cap';
    const record = await start();
    expect(voice.texts).toEqual(['It is a very old story.']);
    expect(record.reply).toBe('It is a very old story.');
    expect(record.work.stop).toBe('cap');
  });

  it('says the tail of a capped reply that happens to end a sentence, and one that is all there is', async () => {
    const whole = turnOf(Promise.resolve(heardOf('Explain.')));
    whole.model.deltas = ['It is a very old story. ', 'He lived.'];
    whole.model.stop = 'cap';
    expect((await whole.start()).reply).toBe('It is a very old story. He lived.');
    const only = turnOf(Promise.resolve(heardOf('Explain.')));
    only.model.deltas = ['There was once'];
    only.model.stop = 'cap';
    expect((await only.start()).reply).toBe('There was once');
  });

  it('says so when the model has nothing to say', async () => {
    const { start, voice, model } = turnOf(Promise.resolve(heardOf('Hm?')));
    model.deltas = [];
    const record = await start();
    expect(voice.texts).toHaveLength(1);
    expect(record.reply).toMatch(/sorry/);
  });

  it('holds the model while the first clause is made, and lets go once enough is buffered', async () => {
    const { start, voice, model } = turnOf(Promise.resolve(heardOf('Go on.')));
    voice.speaksByItself = false;
    model.writesByItself = false;
    const done = start();
    await settle();
    model.replies[0]?.write('This is the first clause, ');
    expect(model.log).toEqual(['generate', 'hold']);
    voice.clauses[0]?.made(300);
    expect(model.log).toEqual(['generate', 'hold']);
    voice.clauses[0]?.made(700);
    await settle();
    expect(model.log.at(-1)).toBe('release');
    model.replies[0]?.write('and this is the second clause of it. ');
    expect(model.log.filter((entry) => entry === 'hold')).toHaveLength(1);
    voice.clauses[0]?.done();
    voice.clauses[1]?.done();
    model.replies[0]?.end();
    await done;
  });

  it('lets the model go on when a short first clause is done', async () => {
    const { start, voice, model } = turnOf(Promise.resolve(heardOf('Go on.')));
    voice.speaksByItself = false;
    model.writesByItself = false;
    const done = start();
    await settle();
    model.replies[0]?.write('Yes, it is. ');
    expect(model.log).toEqual(['generate', 'hold']);
    voice.clauses[0]?.done(400);
    await settle();
    expect(model.log).toEqual(['generate', 'hold', 'release']);
    model.replies[0]?.end();
    expect((await done).outcome).toBe('answered');
  });
});

describe('a turn without an output', () => {
  it('shows the reply, makes no sound and holds nobody', async () => {
    const turn = turnOf(Promise.resolve(heardOf('Hello.')), MODEL_ROUTE, 'keyboard');
    turn.voice.isAvailable = false;
    const record = await turn.start();
    expect(record).toMatchObject({ outcome: 'answered', reply: 'It is sunny today.', totalMs: undefined });
    expect(record.milestones).toBeUndefined();
    expect(turn.voice.clauses).toHaveLength(0);
    expect(turn.model.log).toEqual(['generate']);
    expect(turn.told.at(-1)).toBe('model It is sunny today.');
    expect(exchanges(turn.history)).toHaveLength(2);
  });
});

describe('a turn that asks for no answer', () => {
  it.each(['no-speech', 'repetition', 'empty'] as const)('stays silent when the verdict is %s', async (verdict) => {
    const turn = turnOf(Promise.resolve(heardOf('you', { verdict })));
    const record = await turn.start();
    expect(record).toMatchObject({ outcome: 'no-speech', reply: '', error: undefined, totalMs: undefined });
    expect(record.transcript).toBe('you');
    expect([turn.told, turn.routed, turn.voice.clauses, exchanges(turn.history)]).toEqual([[], [], [], []]);
  });

  it('shows a control phrase that asks for no word, obeys it, and does nothing else', async () => {
    const turn = turnOf(Promise.resolve(heardOf('Stop!')), { kind: 'control', phrase: { kind: 'stop' } });
    const record = await turn.start();
    expect(record).toMatchObject({ outcome: 'stopped', route: 'control:stop', reply: '' });
    expect(turn.told).toEqual(['transcript Stop!']);
    expect(turn.obeyed).toEqual(['stop']);
    expect([turn.voice.clauses, turn.model.replies, exchanges(turn.history)]).toEqual([[], [], []]);
  });

  it('says what there is to say about a control phrase, and keeps it out of the conversation', async () => {
    const turn = turnOf(Promise.resolve(heardOf('Louder.')), { kind: 'control', phrase: { kind: 'louder' } });
    turn.say = 'Okay.';
    const record = await turn.start();
    expect(record).toMatchObject({ outcome: 'answered', route: 'control:louder', reply: 'Okay.' });
    expect(turn.told).toEqual(['transcript Louder.', 'skill Okay.', 'audible']);
    expect([turn.voice.texts, exchanges(turn.history)]).toEqual([['Okay.'], []]);
  });
});

describe('a turn that fails', () => {
  it('in the recogniser says so in its record', async () => {
    const turn = turnOf(Promise.reject(new SottoError('inference-failed', 'ears')));
    expect(await turn.start()).toMatchObject({
      outcome: 'failed',
      error: { code: 'inference-failed', message: 'ears' },
      transcript: '',
    });
    // Nobody held it, so nobody lets it go.
    expect(turn.model.log).toEqual([]);
  });

  it('in a skill says so in its record', async () => {
    const broken = skillRoute(async () => {
      throw new Error('no clock');
    });
    const record = await turnOf(Promise.resolve(heardOf('What time is it?')), broken).start();
    expect(record).toMatchObject({
      outcome: 'failed',
      error: { code: 'internal', message: 'no clock' },
      route: 'skill:clock',
    });
  });

  it('in the model says so in its record and adds nothing to the conversation', async () => {
    const turn = turnOf(Promise.resolve(heardOf('Hello.')));
    turn.model.failure = new SottoError('out-of-memory', 'brain');
    expect(await turn.start()).toMatchObject({ outcome: 'failed', error: { code: 'out-of-memory', message: 'brain' } });
    expect(exchanges(turn.history)).toEqual([]);
  });

  it('in the voice says so in its record and lets the model go', async () => {
    const turn = turnOf(Promise.resolve(heardOf('Hello.')));
    turn.voice.failure = new SottoError('worker-crashed', 'mouth');
    expect(await turn.start()).toMatchObject({
      outcome: 'failed',
      error: { code: 'worker-crashed', message: 'mouth' },
    });
    expect(turn.voice.log).toContain('flush 7');
    expect(turn.model.log.at(-1)).toBe('release');
  });
});

describe('an interrupted turn', () => {
  it('while being transcribed ends at once and leaves nothing', async () => {
    const heard = deferred<Heard>();
    const turn = turnOf(heard.promise);
    const done = turn.start();
    turn.controller.abort();
    expect(await done).toMatchObject({ outcome: 'interrupted', transcript: '', reply: '', error: undefined });
    heard.resolve(heardOf('Too late.'));
    await settle();
    expect(turn.told).toEqual([]);
    expect(exchanges(turn.history)).toEqual([]);
  });

  it('before it began does no work', async () => {
    const turn = turnOf(Promise.resolve(heardOf('Hello.')));
    turn.controller.abort();
    expect((await turn.start()).outcome).toBe('interrupted');
    expect(turn.routed).toEqual([]);
  });

  it('while the model writes keeps no exchange when nothing was heard', async () => {
    const turn = turnOf(Promise.resolve(heardOf('Hello.')));
    turn.model.writesByItself = false;
    turn.voice.speaksByItself = false;
    const done = turn.start();
    await settle();
    turn.model.replies[0]?.write('This is the first clause, ');
    turn.controller.abort();
    const record = await done;
    expect(record).toMatchObject({ outcome: 'interrupted', transcript: 'Hello.', reply: '', totalMs: undefined });
    expect(turn.voice.log).toContain('flush 7');
    expect(turn.model.log.at(-1)).toBe('release');
    expect(exchanges(turn.history)).toEqual([]);
  });

  it('mid-reply keeps what was heard, cut at the word', async () => {
    for (const [playedMs, kept] of [
      [0, ''],
      [400, 'One is the'],
      [600, 'One is the first'],
      [1000, 'One is the first clause.'],
      [1400, 'One is the first clause. Two is the'],
      [2000, 'One is the first clause. Two is the second clause.'],
    ] as const) {
      const turn = turnOf(Promise.resolve(heardOf('Count.')));
      turn.model.writesByItself = false;
      const done = turn.start();
      await settle();
      const [reply] = turn.model.replies;
      reply?.write('One is the first clause. ');
      reply?.write('Two is the second clause. ');
      turn.voice.speaksByItself = false;
      reply?.write('Three is the third clause. ');
      turn.voice.playedMs = playedMs;
      turn.controller.abort();
      const record = await done;
      expect(record).toMatchObject({ outcome: 'interrupted', reply: kept });
      const expected = kept === '' ? [] : ['Count.', kept];
      expect(exchanges(turn.history).map(({ content }) => content)).toEqual(expected);
    }
  });

  it('keeps its milestones when it had been heard', async () => {
    const turn = turnOf(Promise.resolve(heardOf('Count.')));
    turn.model.writesByItself = false;
    const done = turn.start();
    await settle();
    turn.model.replies[0]?.write('One is the first clause. ');
    await settle();
    turn.controller.abort();
    const record = await done;
    expect(record.outcome).toBe('interrupted');
    expect(record.totalMs).toBeGreaterThanOrEqual(0);
  });

  it('before its first clause was whole has the time of its first samples', async () => {
    const turn = turnOf(Promise.resolve(heardOf('Count.')));
    turn.model.writesByItself = false;
    turn.voice.speaksByItself = false;
    const done = turn.start();
    await settle();
    turn.model.replies[0]?.write('One is the first clause. ');
    await settle();
    turn.voice.clauses[0]?.made(200);
    const madeBeforeMs = nowMs();
    turn.controller.abort();
    expect((await done).marks.firstPcm).toBeLessThanOrEqual(madeBeforeMs);
  });

  it('is told apart from a failure by the error alone', async () => {
    const turn = turnOf(Promise.reject(abortedError()));
    expect((await turn.start()).outcome).toBe('interrupted');
  });
});
