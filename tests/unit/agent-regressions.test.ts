import { describe, expect, it } from 'vitest';
import { Agent } from '../../src/agent/agent';
import { controlPhrase } from '../../src/agent/control-phrase';
import type { AgentEvent } from '../../src/agent/events';
import { reduce } from '../../src/agent/state';
import { skillRoute, turnOf } from './turn-bench';
import { FakeEar, FakeModel, FakeVoice, settle } from './turn-fakes';

/** Whether the user only wants silence. */
const isStopPhrase = (text: string): boolean =>
  ['stop', 'wait', 'never-mind'].includes(controlPhrase(text)?.kind ?? '');

function agentOf() {
  const ear = new FakeEar();
  const model = new FakeModel();
  const voice = new FakeVoice();
  const agent = new Agent({ ear, model, voice, skills: [], locale: 'en-US', timeZone: 'UTC' });
  agent.dispatch({ kind: 'loaded' });
  agent.setMicrophone('on');
  const events: AgentEvent[] = [];
  agent.subscribe((e) => events.push(e));
  return { ear, model, voice, agent, events };
}
const end = (utteranceId: number) =>
  ({
    kind: 'end',
    utteranceId,
    sampleCount: 16000,
    speechEndAtMs: performance.timeOrigin + performance.now(),
    decidedAtMs: performance.timeOrigin + performance.now(),
  }) as const;
const level = (speechMs: number) => ({ kind: 'level', dbfs: -20, speechProbability: 0.9, speechMs, lagMs: 0 }) as const;

describe('what once went wrong', () => {
  it('stop silences a reply whose audio is all made but still playing', async () => {
    const { agent, voice, events } = agentOf();
    voice.playsByItself = false;
    agent.ask('Hello?');
    await settle();
    voice.hear(1);
    await settle();
    agent.stop();
    await settle();
    expect(voice.log).toContain('flush 1');
    expect(events.some((e) => e.kind === 'turn')).toBe(true);
  });
  it('clear forgets the turn in hand', async () => {
    const { agent, voice, model, events } = agentOf();
    model.writesByItself = false;
    agent.ask('Secret?');
    await settle();
    model.replies[0]?.write('One is the first clause. ');
    await settle();
    voice.playedMs = 1000;
    agent.clear();
    await settle();
    const cleared = events.findIndex((e) => e.kind === 'cleared');
    expect(events.slice(cleared).filter((e) => e.kind === 'message')).toEqual([]);
    agent.ask('Next?');
    await settle();
    expect(model.replies[1]?.messages).toHaveLength(2);
  });
  it('unfinished question is not glued to a later one after the microphone was off', async () => {
    const { agent, ear, model, events } = agentOf();
    model.writesByItself = false;
    ear.texts.set(1, 'Old question?');
    agent.onVad({ kind: 'start', utteranceId: 1, startAtMs: 0 });
    agent.onVad(end(1));
    await settle();
    agent.onVad({ kind: 'start', utteranceId: 2, startAtMs: 0 });
    agent.onVad(level(300));
    agent.setMicrophone('off');
    await settle();
    agent.setMicrophone('on');
    model.writesByItself = true;
    ear.texts.set(3, 'New question?');
    agent.onVad({ kind: 'start', utteranceId: 3, startAtMs: 0 });
    agent.onVad(end(3));
    await settle();
    const last = events.filter((e) => e.kind === 'turn').at(-1);
    expect(last?.kind === 'turn' && last.record.transcript).toBe('New question?');
  });
  it('barge-in while thinking removes the unheard reply from the page too', async () => {
    const { agent, ear, model, voice, events } = agentOf();
    model.writesByItself = false;
    voice.speaksByItself = false;
    ear.texts.set(1, 'Old question?');
    agent.onVad({ kind: 'start', utteranceId: 1, startAtMs: 0 });
    agent.onVad(end(1));
    await settle();
    model.replies[0]?.write('Hello ');
    agent.onVad({ kind: 'start', utteranceId: 2, startAtMs: 0 });
    agent.onVad(level(300));
    await settle();
    const shown = new Map<number, string>();
    for (const e of events) {
      if (e.kind === 'message') shown.set(e.message.id, e.message.text);
      if (e.kind === 'message-removed') shown.delete(e.id);
    }
    expect([...shown.values()]).toEqual([]);
  });
  it('a skill that rejects with the signal reason is an interruption', async () => {
    const { start, controller } = turnOf(
      Promise.resolve({ text: 'x', readyAtMs: 1, transcript: undefined }),
      skillRoute((signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))),
      'keyboard',
    );
    const running = start();
    await settle();
    controller.abort();
    expect((await running).outcome).toBe('interrupted');
  });
  it('clauses with no audio yet were not heard', async () => {
    const { agent, voice, model, events } = agentOf();
    model.writesByItself = false;
    agent.ask('Count?');
    await settle();
    model.replies[0]?.write('One is the first clause. ');
    await settle();
    voice.speaksByItself = false;
    model.replies[0]?.write('Two is the second clause. ');
    voice.playedMs = 1000;
    agent.stop();
    await settle();
    const last = events.filter((e) => e.kind === 'turn').at(-1);
    expect(last?.kind === 'turn' && last.record.reply).toBe('One is the first clause.');
  });
  it('no turn starts after a failure', () => {
    const failed = { phase: { name: 'failed', fault: { code: 'internal', message: '' } }, microphone: 'on' } as const;
    expect(reduce(failed, { kind: 'turn-started', transcript: '' })).toBe(failed);
  });
  it('hears a stop said twice', () => {
    expect(isStopPhrase('Stop, stop!')).toBe(true);
    expect(isStopPhrase('Wait, wait.')).toBe(true);
  });

  it('a question asked while a model is being started again waits, and is answered', async () => {
    let recovered = () => {};
    const recovery = new Promise<void>((resolve) => {
      recovered = resolve;
    });
    const model = new FakeModel();
    const options = { ear: new FakeEar(), model, voice: new FakeVoice(), skills: [], locale: 'en-US', timeZone: 'UTC' };
    const agent = new Agent({ ...options, usable: () => recovery });
    agent.dispatch({ kind: 'loaded' });
    const outcomes: string[] = [];
    agent.subscribe((event) => {
      if (event.kind === 'turn') outcomes.push(event.record.outcome);
    });
    agent.ask('Hello?');
    await settle();
    expect([agent.state.phase.name, model.replies.length]).toEqual(['thinking', 0]);
    recovered();
    await settle();
    expect(outcomes).toEqual(['answered']);
  });
});
