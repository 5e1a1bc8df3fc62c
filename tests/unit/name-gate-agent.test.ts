import { describe, expect, it } from 'vitest';
import { joinHeard } from '../../src/agent/join-heard';
import { FOLLOW_UP_MS, type Meant } from '../../src/agent/name-gate';
import { isTurn, turnPoints } from '../../src/perf/turn-points';
import { agentOf, phaseOf } from './agent-bench';
import { settle, transcriptOf } from './turn-fakes';

const nowMs = () => performance.timeOrigin + performance.now();

/** An agent that answers to its name, in a room where others speak, too. */
function gated(isOn: () => boolean = () => true) {
  const bench = agentOf('on', { needsName: isOn });
  const { agent, ear, voiced, pause, end } = bench;
  /** Something is said, so much later than now; `over` ends it at once, `false` leaves it in its pause. */
  const say = async (utteranceId: number, text: string, { laterMs = 0, over = true } = {}) => {
    agent.onVad({ kind: 'start', utteranceId, startAtMs: nowMs() + laterMs });
    voiced(400);
    ear.texts.set(utteranceId, text);
    pause(utteranceId);
    await settle();
    if (!over) return;
    end(utteranceId);
    await settle();
  };
  const byName = () => bench.events.flatMap((event) => (event.kind === 'attention' ? [event.byName] : []));
  return { ...bench, say, byName };
}

/** The same in the middle of a long answer. */
async function speaking() {
  const bench = gated();
  bench.model.writesByItself = false;
  await bench.say(1, 'Sotto, tell me a story.');
  bench.model.replies[0]?.write('Once there was a king in the mountains. ');
  await settle();
  expect(phaseOf(bench.agent)).toBe('speaking');
  return { ...bench, isStopped: () => bench.model.replies[0]?.signal.aborted };
}

describe('speech without the name', () => {
  it('gets no reply, no line, no work of the model, and is not kept', async () => {
    const { say, records, messages, voice, model, agent, phases, guesses } = gated();
    await say(1, 'Why is the sea salty?');
    expect(records().map(({ outcome, transcript, reply }) => [outcome, transcript, reply])).toEqual([
      ['not-addressed', '', ''],
    ]);
    expect([messages(), voice.clauses, model.replies, guesses()]).toEqual([[], [], [], []]);
    expect(phases()).toEqual(['hearing', 'listening']);
    expect(phaseOf(agent)).toBe('listening');
  });

  it('is not evaluated ahead while it is spoken', async () => {
    const { agent, ear, voiced, model } = gated();
    agent.onVad({ kind: 'start', utteranceId: 1, startAtMs: nowMs() });
    for (const [i, text] of ['Why is', 'Why is the sea'].entries()) {
      voiced(600 * (i + 1));
      ear.hearings.at(-1)?.answer(text);
      await settle();
    }
    expect(agent.state.phase).toMatchObject({ partial: { firm: 'Why is' } });
    expect(model.primed).toEqual([]);
  });

  it('is not the first turn, which pays for what is not warm yet', async () => {
    const { say, records } = gated();
    await say(1, 'What time is it?');
    await say(2, 'Sotto, what time is it?');
    expect(records().map(({ outcome, cold }) => [outcome, cold])).toEqual([
      ['not-addressed', false],
      ['answered', true],
    ]);
  });

  it('is no turn to the metrics and to the dashboard', async () => {
    const { say, records } = gated();
    await say(1, 'What time is it?');
    expect(records().map(isTurn)).toEqual([false]);
    expect(records().flatMap(turnPoints)).toEqual([]);
  });

  it('of a skill gets none either', async () => {
    const { say, records, voice } = gated();
    await say(1, 'What time is it?');
    expect(records()[0]?.outcome).toBe('not-addressed');
    expect(voice.clauses).toEqual([]);
  });

  it('is answered when the gate is off', async () => {
    const { say, records } = gated(() => false);
    await say(1, 'What time is it?');
    expect(records()[0]).toMatchObject({ outcome: 'answered', transcript: 'What time is it?' });
  });

  it('is answered when it is typed', async () => {
    const { agent, records } = gated();
    agent.ask('What time is it?');
    await settle();
    expect(records()[0]?.outcome).toBe('answered');
  });
});

describe('speech with the name', () => {
  it('is answered, the name taken off', async () => {
    const { say, records, messages, phases } = gated();
    await say(1, 'Sotto, what time is it?');
    expect(records()[0]).toMatchObject({ outcome: 'answered', transcript: 'What time is it?', route: 'skill:clock' });
    expect(messages().map(({ text }) => text)).toEqual(['What time is it?', 'It is noon.']);
    expect(phases()).toEqual(['hearing', 'thinking', 'thinking', 'speaking', 'listening']);
  });

  it('begins its answer on a guess, with the bare question', async () => {
    const { say, model, guesses, voice } = gated();
    await say(1, 'Hey Sato, why is the sea salty?', { over: false });
    expect(guesses()).toEqual(['begun']);
    expect(model.replies[0]?.messages.at(-1)?.content).toBe('Why is the sea salty?');
    expect(voice.log).not.toContain('start 1');
  });

  it('is evaluated ahead without it', async () => {
    const { agent, ear, voiced, model } = gated();
    agent.onVad({ kind: 'start', utteranceId: 1, startAtMs: nowMs() });
    for (const [i, text] of ['Sotto, why is the', 'Sotto, why is the sea'].entries()) {
      voiced(600 * (i + 1));
      ear.hearings.at(-1)?.answer(text);
      await settle();
    }
    expect(model.primed.at(-1)?.opening).toBe('Why is the');
  });

  it('may come in the second pause', async () => {
    const { say, ear, goOn, end, records, guesses } = gated();
    await say(1, 'What time is it?', { over: false });
    expect(guesses()).toEqual([]);
    // The silence of a question, not of a noise: there is time for the name.
    expect(ear.required.at(-1)?.silenceMs).toBeGreaterThan(150);
    await goOn(1, 'What time is it, Sotto?', 900);
    end(1);
    await settle();
    expect(records()).toHaveLength(1);
    expect(records()[0]).toMatchObject({ outcome: 'answered', transcript: 'What time is it?' });
  });

  it('alone gets a word, and opens the conversation', async () => {
    const { say, ear, records, voice, model } = gated();
    await say(1, 'Sotto?');
    expect(ear.required.at(-1)?.silenceMs).toBe(900);
    expect(voice.texts).toEqual(['Yes?']);
    expect(records()[0]).toMatchObject({ outcome: 'answered', route: 'control:called' });
    await say(2, 'Why is the sea salty?');
    expect(records()[1]?.outcome).toBe('answered');
    // The call is no part of what the model is told.
    expect(model.replies[0]?.messages.map(({ content }) => content).slice(1)).toEqual(['Why is the sea salty?']);
  });
});

describe('after an answer', () => {
  it('the next question needs no name, for eight seconds', async () => {
    const { say, records } = gated();
    await say(1, 'Sotto, what time is it?');
    await say(2, 'What time is it?', { laterMs: FOLLOW_UP_MS - 1000 });
    await say(3, 'What time is it?', { laterMs: FOLLOW_UP_MS + 1000 });
    expect(records().map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'not-addressed']);
  });

  it('what was not for Sotto leaves no time for more', async () => {
    const { say, records } = gated();
    await say(1, 'What time is it?');
    await say(2, 'What time is it?');
    expect(records().map(({ outcome }) => outcome)).toEqual(['not-addressed', 'not-addressed']);
  });

  it('the page is told when the name is needed, and when not', async () => {
    const { say, voiced, byName } = gated();
    voiced(0);
    expect(byName()).toEqual([true]);
    await say(1, 'Sotto, what time is it?');
    voiced(0);
    expect(byName()).toEqual([true, false]);
  });

  it('the page is told that the name was heard before the question is over', async () => {
    const { agent, ear, voiced, byName } = gated();
    voiced(0);
    agent.onVad({ kind: 'start', utteranceId: 1, startAtMs: nowMs() });
    voiced(600);
    ear.hearings.at(-1)?.answer('Sotto, why');
    await settle();
    expect(byName()).toEqual([true, false]);
  });
});

describe('over a reply', () => {
  it('others may speak as long as they like', async () => {
    const { agent, say, voiced, end, ear, isStopped, records, steps } = await speaking();
    agent.onVad({ kind: 'onset', atMs: nowMs() - 10_000 });
    await say(2, 'And now the weather for the south of the country.', { laterMs: -10_000, over: false });
    voiced(5000);
    ear.hearings.at(-1)?.answer('And now the weather');
    await settle();
    expect(isStopped()).toBe(false);
    end(2);
    await settle();
    expect(isStopped()).toBe(false);
    expect(steps()).toEqual(['onset', 'restored']);
    expect(records()).toEqual([]);
  });

  it('"stop" stops it without the name, and is no question', async () => {
    const { say, isStopped, records, model } = await speaking();
    await say(2, 'Stop.');
    expect(isStopped()).toBe(true);
    expect(records().map(({ outcome }) => outcome)).toEqual(['interrupted', 'stopped']);
    expect(model.replies).toHaveLength(1);
  });

  it('"louder" makes it louder without the name', async () => {
    const { say, isStopped, voice } = await speaking();
    await say(2, 'Louder, please.');
    expect(isStopped()).toBe(false);
    expect(voice.gains).toContain('volume 2');
  });

  it('a question with the name takes its place', async () => {
    const { say, isStopped, records } = await speaking();
    await say(2, 'Sotto, what time is it?');
    expect(isStopped()).toBe(true);
    expect(records().map(({ outcome, transcript }) => [outcome, transcript])).toEqual([
      ['interrupted', 'Tell me a story.'],
      ['answered', 'What time is it?'],
    ]);
  });
});

describe('before the reply is heard', () => {
  /** The question was asked, and the model thinks. */
  const asked = async (question: string) => {
    const bench = gated();
    bench.model.writesByItself = false;
    await bench.say(1, question);
    expect(phaseOf(bench.agent)).toBe('thinking');
    return bench;
  };

  it('a whole question is not taken back for what others say', async () => {
    const { say, model, records, voiced } = await asked('Sotto, why is the sea salty?');
    await say(2, 'And now the weather.', { over: false });
    voiced(1500);
    expect(model.replies[0]?.signal.aborted).toBe(false);
    expect(records()).toEqual([]);
  });

  it('half a question goes on', async () => {
    const { agent, voiced, ear, pause, end, model, messages } = await asked('Sotto, what is the longest river in');
    agent.onVad({ kind: 'start', utteranceId: 2, startAtMs: nowMs() });
    voiced(300);
    expect(model.replies[0]?.signal.aborted).toBe(true);
    ear.texts.set(2, 'Africa?');
    pause(2);
    end(2);
    await settle();
    expect(model.replies.at(-1)?.messages.at(-1)?.content).toBe('What is the longest river in Africa?');
    expect(messages().filter(({ role }) => role === 'user')).toHaveLength(1);
  });
});

describe('two halves of a question', () => {
  const half = (text: string, meant?: Meant) =>
    Promise.resolve({ text, meant, readyAtMs: 0, transcript: transcriptOf(text) });

  it.each<[string, Meant, string, Meant, string, Meant]>([
    ['What is the capital of', 'addressed', 'France?', 'elsewhere', 'What is the capital of France?', 'addressed'],
    ['And now the weather.', 'elsewhere', 'What time is it?', 'addressed', 'What time is it?', 'addressed'],
    ['And now the weather.', 'elsewhere', 'In the south.', 'elsewhere', 'In the south.', 'elsewhere'],
    ['Sotto?', 'called', 'What time is it?', 'elsewhere', 'What time is it?', 'addressed'],
    ['What time is it?', 'addressed', 'Sotto?', 'called', 'What time is it?', 'addressed'],
    ['What time is it?', 'addressed', 'Never mind.', 'addressed', 'Never mind.', 'addressed'],
  ])('"%s" (%s) and "%s" (%s) are "%s"', async (first, firstMeant, second, secondMeant, text, meant) => {
    expect(await joinHeard(half(first, firstMeant), half(second, secondMeant))).toMatchObject({ text, meant });
  });

  it('are joined as ever without a gate', async () => {
    const joined = await joinHeard(half('What is the capital of...'), half('France?'));
    expect([joined.text, joined.meant]).toEqual(['What is the capital of France?', undefined]);
  });
});
