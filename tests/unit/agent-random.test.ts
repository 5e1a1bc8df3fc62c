import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SottoError } from '../../workers/rpc';
import { agentOf, holdsOf } from './agent-bench';
import { settle } from './turn-fakes';

const TEXTS = [
  ...['Tell me a story.', 'Tell me a story about the', 'What time is it?', 'Stop.', 'Louder.', 'Say that again.'],
  ...['Mm-hmm.', 'once there was a king', 'No, I meant Paris.', 'Okay.', 'Never mind.', ''],
];
const DELTAS = ['Once there was a king, ', 'and he had ', 'three daughters. ', 'Yes.', 'The sky is blue because '];

/** A generator of its own, so that a sequence that fails can be run again. Lehmer's, as `clauses.test.ts` has it. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 7919 + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

/** A detector that says what a real one could: one utterance at a time, pauses within it, an end or a misfire after it. */
function runSequence(seed: number) {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const bench = agentOf();
  const { agent, ear, model, voice } = bench;
  model.writesByItself = voice.speaksByItself = voice.playsByItself = false;
  let utterance = 0;
  let state: 'silence' | 'onset' | 'speech' | 'pause' = 'silence';
  let speechMs = 0;
  const trail: string[] = [];

  const overUtterance = () => {
    state = 'silence';
    if (random(5) === 0) bench.misfire(utterance);
    else bench.end(utterance, 16_000);
  };
  const vad = () => {
    if (agent.state.microphone !== 'on') return agent.setMicrophone('on');
    if (state === 'silence') {
      state = 'onset';
      bench.onset();
    } else if (state === 'onset') {
      if (random(4) === 0) {
        state = 'silence';
        agent.onVad({ kind: 'onset-over' });
      } else {
        state = 'speech';
        speechMs = 0;
        bench.start(++utterance);
      }
    } else if (state === 'speech') {
      speechMs += 64 * (1 + random(6));
      bench.voiced(speechMs);
      if (random(3) === 0) {
        state = 'pause';
        bench.pause(utterance);
      } else if (random(8) === 0) overUtterance();
    } else if (random(2) === 0) {
      state = 'speech';
      bench.resume(utterance);
    } else overUtterance();
  };
  const ways: [string, () => void][] = [
    ['vad', vad],
    ['vad', vad],
    ['vad', vad],
    ['hear', () => ear.hearings.at(-1)?.answer(pick(TEXTS), random(6) ? {} : { verdict: 'no-speech' })],
    ['deaf', () => random(4) || ear.hearings.at(-1)?.fail(new SottoError('inference-failed', 'ear'))],
    ['write', () => model.replies.at(-1)?.write(pick(DELTAS))],
    ['sure', () => model.replies.at(-1)?.questionEnd(random(100) / 100)],
    ['reply', () => model.replies.at(-1)?.end(pick(['end', 'cap', 'sentences'] as const))],
    ['break', () => random(6) || model.replies.at(-1)?.fail(new SottoError('inference-failed', 'brain'))],
    ['made', () => voice.clauses.at(-1)?.made(200 + random(800), [100, 200])],
    ['spoken', () => voice.clauses.at(random(2) - 2)?.done(500)],
    ['audible', () => voice.hear(startedOf(voice.log).at(-1) ?? 0)],
    ['drained', () => voice.drain(startedOf(voice.log).at(-1) ?? 0)],
    ['ask', () => random(3) || agent.ask(pick(TEXTS))],
    ['stop', () => random(4) || agent.stop()],
    ['clear', () => random(8) || agent.clear()],
    ['rehearse', () => agent.rehearse()],
    [
      'off',
      () => {
        if (random(8)) return;
        // The detector forgets what it was at, and says so.
        if (state === 'speech' || state === 'pause') bench.misfire(utterance);
        state = 'silence';
        agent.setMicrophone('off');
      },
    ],
  ];
  const act = () => {
    const [name, way] = pick(ways);
    trail.push(name);
    way();
  };
  /** Lets everything end that can. */
  const finish = async () => {
    if (state === 'onset') agent.onVad({ kind: 'onset-over' });
    if (state === 'speech' || state === 'pause') bench.misfire(utterance);
    // Ends a rehearsal, too.
    bench.onset();
    agent.onVad({ kind: 'onset-over' });
    agent.setMicrophone('off');
    agent.stop();
    for (const hearing of ear.hearings) hearing.answer('Too late.');
    await settle();
    agent.stop();
    await settle();
  };
  return { ...bench, random, trail, act, finish };
}

const startedOf = (log: readonly string[]): number[] =>
  log.flatMap((entry) => (entry.startsWith('start ') ? [Number(entry.slice(6))] : []));

describe('200 random conversations', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  beforeEach(() => void process.on('unhandledRejection', note));
  afterEach(() => void process.off('unhandledRejection', note));

  it.each(Array.from({ length: 10 }, (_, i) => i * 20))('from seed %i on are sound', async (from) => {
    for (let seed = from; seed < from + 20; seed++) {
      const run = runSequence(seed);
      const { agent, model, voice, events, records, random, trail, act, finish } = run;
      const where = () => `seed ${seed}: ${trail.slice(-12).join(' ')}`;
      for (let step = 0; step < 120; step++) {
        act();
        if (random(3) === 0) await settle();
        const { phase, microphone } = agent.state;
        const isOpen = phase.name === 'listening' || phase.name === 'hearing';
        expect(isOpen && microphone !== 'on', where()).toBe(false);
        expect(phase.name === 'ready' && microphone === 'on', where()).toBe(false);
        // One reply at a time asks the model, and one at a time speaks.
        expect(model.replies.filter((reply) => !reply.isOver()).length, where()).toBeLessThanOrEqual(1);
        expect(
          [holdsOf(model.log), holdsOf(voice.log)].every((holds) => holds === 0 || holds === 1),
          where(),
        ).toBe(true);
      }
      await finish();
      expect([holdsOf(model.log), holdsOf(voice.log)], where()).toEqual([0, 0]);
      expect(agent.state, where()).toEqual({ phase: { name: 'ready' }, microphone: 'off' });
      // Who was heard was decided: as many records as turns that began to be heard, or more.
      const started = new Set(startedOf(voice.log));
      expect(records().length, where()).toBeGreaterThanOrEqual(started.size);
      expect(new Set(records().map(({ id }) => id)).size, where()).toBe(records().length);
      const guesses = events.flatMap((event) => (event.kind === 'guess' ? [event.step] : []));
      expect(guesses.filter((step) => step === 'begun').length, where()).toBe(
        guesses.filter((step) => step !== 'begun').length,
      );
      // What is shown belongs to a turn on record.
      const ids = new Set(records().map(({ id }) => id));
      const shown = events.flatMap((event) => (event.kind === 'message' ? [event.message] : []));
      expect(
        shown.every(({ turnId }) => ids.has(turnId)),
        where(),
      ).toBe(true);
      expect(
        run.messages().every(({ interim }) => !interim),
        where(),
      ).toBe(true);
      expect(unhandled, where()).toEqual([]);
    }
  });
});
