import { describe, expect, it } from 'vitest';
import { PARTS } from '../../src/agent/trace';
import { SottoError } from '../../workers/rpc';
import { exchanges, heardOf, MODEL_ROUTE, nowMs, skillRoute, turnOf } from './turn-bench';
import { settle } from './turn-fakes';

const asked = (text: string) => Promise.resolve(heardOf(text));
const guessOf = (text: string, route = MODEL_ROUTE) => turnOf(asked(text), route, 'voice', 'guess');

describe('a turn that is a guess', () => {
  it('makes the reply and its first clause, and lets nothing be heard until it is decided', async () => {
    const { start, voice, model, decide, history } = guessOf('Tell me something.');
    voice.speaksByItself = false;
    model.writesByItself = false;
    const done = start();
    await settle();
    model.replies[0]?.write('The sky is blue, ');
    voice.clauses[0]?.done();
    await settle();
    expect(voice.texts).toEqual(['The sky is blue,']);
    expect(voice.log).toEqual(['open 7']);
    expect(exchanges(history)).toEqual([]);
    decide();
    await settle();
    expect(voice.log).toEqual(['open 7', 'start 7']);
    model.replies[0]?.write('as you know.');
    model.replies[0]?.end();
    await settle();
    voice.clauses[1]?.done();
    expect(await done).toMatchObject({ outcome: 'answered', reply: 'The sky is blue, as you know.' });
    expect(exchanges(history)).toHaveLength(2);
  });

  it('goes no further than its first clause, however much of it is made', async () => {
    const { start, voice, model, decide } = guessOf('Tell me something.');
    voice.speaksByItself = false;
    model.writesByItself = false;
    const done = start();
    await settle();
    model.replies[0]?.write('The sky is blue, ');
    voice.clauses[0]?.made(700);
    voice.clauses[0]?.done();
    await settle();
    expect(model.log).toEqual(['generate', 'hold']);
    decide();
    await settle();
    expect(model.log).toEqual(['generate', 'hold', 'release']);
    model.replies[0]?.end();
    await done;
  });

  it('leaves the model alone in a build without the brake', async () => {
    const turn = guessOf('Tell me something.');
    turn.modelHold = false;
    const done = turn.start();
    await settle();
    turn.decide();
    await done;
    expect(turn.model.log).toEqual(['generate']);
  });

  it('does not end before it is decided, with an output or without', async () => {
    for (const isAvailable of [true, false]) {
      const { start, voice, decide, history } = guessOf('Hello.');
      voice.isAvailable = isAvailable;
      let over = false;
      const done = start().then((record) => {
        over = true;
        return record;
      });
      await settle();
      expect(over).toBe(false);
      expect(exchanges(history)).toEqual([]);
      decide();
      expect((await done).outcome).toBe('answered');
    }
  });

  it('that was right has none of its work on the critical path', async () => {
    const { start, decide } = guessOf('Hello.');
    const done = start();
    await settle();
    const decidedAtMs = nowMs();
    decide();
    const { parts, milestones, totalMs } = await done;
    if (!parts || !milestones || totalMs === undefined) throw new Error('The turn was not heard.');
    expect([parts.stt, parts.routing, parts.tool, parts.llm, parts.tts]).toEqual([0, 0, 0, 0, 0]);
    expect(PARTS.reduce((sum, part) => sum + parts[part], 0)).toBe(totalMs);
    expect(milestones.turnDecided).toBeGreaterThanOrEqual(decidedAtMs);
  });

  it('dates its record by the decision', async () => {
    const { start, decide } = guessOf('Hello.');
    const done = start();
    await settle();
    const afterMs = nowMs();
    decide();
    const { startedAtMs, decidedAtMs } = await done;
    expect(Math.min(startedAtMs, decidedAtMs)).toBeGreaterThanOrEqual(afterMs);
  });

  it('that is dropped falls silent and leaves nothing', async () => {
    const { start, voice, model, history, controller, decide } = guessOf('Hello.');
    model.writesByItself = false;
    const done = start();
    await settle();
    model.replies[0]?.write('The sky is blue, ');
    await settle();
    controller.abort();
    const record = await done;
    decide();
    await settle();
    expect(record).toMatchObject({ outcome: 'interrupted', reply: '' });
    expect(model.replies[0]?.signal.aborted).toBe(true);
    expect(voice.log).toEqual(['open 7', 'flush 7']);
    expect(model.log).toEqual(['generate', 'hold', 'release']);
    expect(exchanges(history)).toEqual([]);
  });

  it('tells how surely the question is over, once, and keeps it in the record', async () => {
    const { start, model, decide, told } = guessOf('Hello.');
    model.writesByItself = false;
    const done = start();
    await settle();
    model.replies[0]?.questionEnd(0.25);
    expect(told).toContain('end 0.25');
    model.replies[0]?.write('Hi.');
    model.replies[0]?.end();
    decide();
    expect((await done).work.questionEndProbability).toBe(0.25);
  });

  it('says when its first clause is made, though nobody hears it', async () => {
    const { start, madeFirst, controller } = guessOf('Hello.');
    const done = start();
    await settle();
    expect(madeFirst).toHaveLength(1);
    controller.abort();
    await done;
  });

  it('speaks at the pace asked for', async () => {
    const turn = guessOf('Hello.');
    turn.rate = 0.85;
    const done = turn.start();
    turn.decide();
    await done;
    expect(turn.voice.clauses.map(({ rate }) => rate)).toEqual([0.85]);
  });
});

describe('what has an effect', () => {
  it('a skill without one runs on a guess', async () => {
    let runs = 0;
    const noon = skillRoute(async () => ({ text: `Run ${++runs}.` }));
    const { start, decide, voice } = guessOf('What time is it?', noon);
    const done = start();
    await settle();
    expect(runs).toBe(1);
    expect(voice.texts).toEqual(['Run 1.']);
    expect(voice.log).toEqual(['open 7']);
    decide();
    await done;
    expect(runs).toBe(1);
  });

  it('a skill with one waits for the decision', async () => {
    let runs = 0;
    const timer = skillRoute(async () => ({ text: `Run ${++runs}.` }), { hasEffect: true });
    const { start, decide } = guessOf('Set a timer.', timer);
    const done = start();
    await settle();
    expect(runs).toBe(0);
    decide();
    expect((await done).reply).toBe('Run 1.');
    expect(runs).toBe(1);
  });

  it('a skill with one never runs in a guess that is dropped', async () => {
    let runs = 0;
    const timer = skillRoute(async () => ({ text: `Run ${++runs}.` }), { hasEffect: true });
    const { start, decide, controller } = guessOf('Set a timer.', timer);
    const done = start();
    await settle();
    controller.abort();
    decide();
    expect((await done).outcome).toBe('interrupted');
    expect(runs).toBe(0);
  });

  it('a control phrase is not obeyed on a guess', async () => {
    const { start, decide, obeyed } = guessOf('Louder.', { kind: 'control', phrase: { kind: 'louder' } });
    const done = start();
    await settle();
    expect(obeyed).toEqual([]);
    decide();
    await done;
    expect(obeyed).toEqual(['louder']);
  });

  it('what was no speech waits for the decision, too, so that its record has a date', async () => {
    const { start, decide } = turnOf(
      Promise.resolve(heardOf('you', { verdict: 'no-speech' })),
      MODEL_ROUTE,
      'voice',
      'guess',
    );
    const done = start();
    await settle();
    decide();
    const { outcome, decidedAtMs } = await done;
    expect(outcome).toBe('no-speech');
    expect(decidedAtMs).toBeGreaterThan(0);
  });
});

describe('a guess that fails', () => {
  it('says so in its record, as any turn, and lets go', async () => {
    const { start, model, voice, decide } = guessOf('Hello.');
    voice.failure = new SottoError('worker-crashed', 'mouth');
    const done = start();
    await settle();
    decide();
    expect(await done).toMatchObject({ outcome: 'failed', error: { code: 'worker-crashed' } });
    expect(model.log.at(-1)).toBe('release');
    expect(voice.log).toContain('flush 7');
  });
});
