import { describe, expect, it } from 'vitest';
import { requiredSilenceMs } from '../../src/agent/end-of-turn';
import { ALL_ON } from '../../src/agent/techniques';
import { agentOf } from './agent-bench';
import { settle } from './turn-fakes';

const STORY = 'Tell me a story.';

/** Silences asked for, as `utterance.pause: ms`. */
function asked(required: readonly { utteranceId: number; pauseId: number; silenceMs: number }[]): string[] {
  return required.map(({ utteranceId, pauseId, silenceMs }) => `${utteranceId}.${pauseId}: ${silenceMs}`);
}

const silenceAfter = (text: string, endProbability?: number, skill = false) =>
  requiredSilenceMs({ text, skill, endProbability });

describe('a pause', () => {
  it('is judged by its words as soon as they are known', async () => {
    const { start, voiced, pause, ear } = agentOf();
    start(1);
    voiced(400);
    pause(1);
    expect(ear.required).toEqual([]);
    ear.hearings.at(-1)?.answer(STORY);
    await settle();
    expect(asked(ear.required)).toEqual([`1.1: ${silenceAfter(STORY)}`]);
  });

  it('that breaks off is given more time than one after a whole sentence, and one a skill knows the least', async () => {
    const silences: number[] = [];
    for (const text of ['Tell me a story about the', STORY, 'What time is it?']) {
      const { begin, ear } = agentOf();
      await begin(1, text);
      silences.push(ear.required[0]?.silenceMs ?? 0);
    }
    expect(silences[0]).toBeGreaterThan(silences[1] ?? 0);
    expect(silences[1]).toBeGreaterThan(silences[2] ?? 0);
  });

  it('is given as long as the user likes', async () => {
    const silences: number[] = [];
    for (const patience of ['quick', 'normal', 'patient'] as const) {
      const { begin, ear } = agentOf('on', { patience: () => patience });
      await begin(1, 'And then we went');
      silences.push(ear.required[0]?.silenceMs ?? 0);
    }
    expect(silences).toEqual([...silences].sort((a, b) => a - b));
    expect(new Set(silences).size).toBeGreaterThan(1);
  });

  it('is given a fixed silence when nothing is judged', async () => {
    const { begin, goOn, ear, model } = agentOf('on', { techniques: { ...ALL_ON, judgedEnd: false } });
    await begin(1, 'Tell me a story about the');
    model.replies[0]?.questionEnd(0.001);
    await goOn(1, 'What time is it?', 1200);
    expect(new Set(ear.required.map(({ silenceMs }) => silenceMs))).toEqual(new Set([600]));
  });

  it('that is over when its words come is not judged', async () => {
    const { start, voiced, pause, resume, ear } = agentOf();
    start(1);
    voiced(400);
    pause(1);
    resume(1);
    ear.hearings.at(-1)?.answer('Too late.');
    await settle();
    expect(ear.required).toEqual([]);
  });

  it('whose transcript fails is not judged, and the detector keeps to its own silence', async () => {
    const { start, voiced, pause, ear, agent } = agentOf();
    start(1);
    voiced(400);
    pause(1);
    ear.hearings.at(-1)?.fail(new Error('ear'));
    await settle();
    expect(ear.required).toEqual([]);
    expect(agent.state.phase.name).toBe('hearing');
  });

  it('has the last silence asked for in the record of its turn', async () => {
    const { begin, end, records, model, ear } = agentOf();
    model.writesByItself = false;
    await begin(1, STORY);
    model.replies[0]?.questionEnd(0.9);
    model.replies[0]?.write('Yes.');
    model.replies[0]?.end();
    end(1);
    await settle();
    expect(ear.required).toHaveLength(2);
    expect(records()[0]?.listening?.requiredSilenceMs).toBe(ear.required.at(-1)?.silenceMs);
  });
});

describe('what the model says of the end of a question', () => {
  it('judges the pause in hand again', async () => {
    const { begin, model, ear } = agentOf();
    model.writesByItself = false;
    await begin(1, STORY);
    model.replies[0]?.questionEnd(0.9);
    expect(asked(ear.required)).toEqual([`1.1: ${silenceAfter(STORY)}`, `1.1: ${silenceAfter(STORY, 0.9)}`]);
    expect(silenceAfter(STORY, 0.9)).toBeLessThan(silenceAfter(STORY));
  });

  it('is remembered for a later pause after the same words', async () => {
    const { begin, goOn, model, ear } = agentOf();
    model.writesByItself = false;
    await begin(1, STORY);
    model.replies[0]?.questionEnd(0.9);
    await goOn(1, STORY, 450);
    expect(model.replies).toHaveLength(1);
    expect(asked(ear.required).slice(2)).toEqual([`1.2: ${silenceAfter(STORY, 0.9)}`]);
  });

  it('of a guess that was kept judges the later pause', async () => {
    const { begin, goOn, model, ear } = agentOf();
    model.writesByItself = false;
    await begin(1, STORY);
    await goOn(1, STORY, 450);
    model.replies[0]?.questionEnd(0.9);
    expect(model.replies).toHaveLength(1);
    expect(asked(ear.required)).toEqual([
      `1.1: ${silenceAfter(STORY)}`,
      `1.2: ${silenceAfter(STORY)}`,
      `1.2: ${silenceAfter(STORY, 0.9)}`,
    ]);
  });

  it('is never about a pause that is over', async () => {
    const { begin, resume, model, ear } = agentOf();
    model.writesByItself = false;
    await begin(1, STORY);
    resume(1);
    model.replies[0]?.questionEnd(0.9);
    expect(ear.required).toHaveLength(1);
  });

  it('is never about an utterance that is over', async () => {
    const { begin, end, model, ear } = agentOf();
    model.writesByItself = false;
    await begin(1, STORY);
    end(1);
    model.replies[0]?.questionEnd(0.9);
    expect(ear.required).toHaveLength(1);
  });

  it('of a guess for other words is not about these', async () => {
    const { begin, goOn, model, ear } = agentOf();
    model.writesByItself = false;
    await begin(1, STORY);
    model.replies[0]?.questionEnd(0.9);
    const whales = 'Tell me a story about whales.';
    await goOn(1, whales, 1200);
    expect(asked(ear.required).at(-1)).toBe(`1.2: ${silenceAfter(whales)}`);
  });
});
