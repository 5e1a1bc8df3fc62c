import { Agent } from '../../src/agent/agent';
import type { AgentOptions } from '../../src/agent/agent-options';
import type { AgentEvent, Message } from '../../src/agent/events';
import type { Skill } from '../../src/agent/skills/skill';
import type { TurnRecord } from '../../src/store/turn-record';
import { FakeEar, FakeModel, FakeVoice, settle } from './turn-fakes';

export const noon: Skill = {
  id: 'clock',
  examples: [],
  match: (text) =>
    /what time/i.test(text) ? { skillId: 'clock', run: async () => ({ text: 'It is noon.' }) } : undefined,
};

/** An agent in `listening`, with its fakes and everything it told. */
export function agentOf(microphone: 'on' | 'off' = 'on', changes: Partial<AgentOptions> = {}) {
  const ear = new FakeEar();
  const model = new FakeModel();
  const voice = new FakeVoice();
  const agent = new Agent({ ear, model, voice, skills: [noon], locale: 'en-US', timeZone: 'UTC', ...changes });
  agent.dispatch({ kind: 'loaded' });
  agent.setMicrophone(microphone);
  const events: AgentEvent[] = [];
  agent.subscribe((event) => events.push(event));
  const records = (): TurnRecord[] => events.flatMap((event) => (event.kind === 'turn' ? [event.record] : []));
  const phases = (): string[] => events.flatMap((event) => (event.kind === 'state' ? [event.state.phase.name] : []));
  const guesses = (): string[] => events.flatMap((event) => (event.kind === 'guess' ? [event.step] : []));
  const steps = (): string[] => events.flatMap((event) => (event.kind === 'interruption' ? [event.step] : []));
  /** The conversation as it stands, as the page puts it together. */
  const messages = (): Message[] => {
    const shown = new Map<number, Message>();
    for (const event of events) {
      if (event.kind === 'message') shown.set(event.message.id, event.message);
      if (event.kind === 'message-removed') shown.delete(event.id);
    }
    return [...shown.values()];
  };
  let pauseId = 0;
  const onset = () => agent.onVad({ kind: 'onset', atMs: 0 });
  const start = (utteranceId: number) => agent.onVad({ kind: 'start', utteranceId, startAtMs: 0 });
  const voiced = (speechMs: number, lagMs = 0) =>
    agent.onVad({ kind: 'level', dbfs: -20, speechProbability: 0.9, speechMs, lagMs });
  const pause = (utteranceId: number, sampleCount = 16_000) =>
    agent.onVad({ kind: 'pause', utteranceId, pauseId: ++pauseId, sampleCount, atMs: 0 });
  const resume = (utteranceId: number) => agent.onVad({ kind: 'resume', utteranceId });
  const misfire = (utteranceId: number) => agent.onVad({ kind: 'misfire', utteranceId });
  const end = (utteranceId: number, sampleCount = 16_000) => {
    const atMs = performance.timeOrigin + performance.now();
    agent.onVad({ kind: 'end', utteranceId, sampleCount, speechEndAtMs: atMs, decidedAtMs: atMs });
  };
  /** A whole utterance that the ear hears as `text`, over before anything could be done in its pause. */
  const utter = async (utteranceId: number, text: string) => {
    start(utteranceId);
    voiced(400);
    ear.texts.set(utteranceId, text);
    pause(utteranceId);
    end(utteranceId);
    await settle();
  };
  /** The same up to the pause, and all that is done in it. */
  const begin = async (utteranceId: number, text: string) => {
    start(utteranceId);
    voiced(400);
    ear.texts.set(utteranceId, text);
    pause(utteranceId);
    await settle();
  };
  /** The user goes on for so long in all, and pauses again. */
  const goOn = async (utteranceId: number, text: string, speechMs: number) => {
    ear.texts.delete(utteranceId);
    resume(utteranceId);
    voiced(speechMs);
    ear.texts.set(utteranceId, text);
    pause(utteranceId);
    await settle();
  };
  const vad = { onset, start, voiced, pause, resume, misfire, end, utter, begin, goOn };
  return { agent, ear, model, voice, events, records, phases, guesses, steps, messages, ...vad };
}

export const phaseOf = (agent: Agent): string => agent.state.phase.name;

/** How often each brake is held without having been let go, by the log of a fake. */
export function holdsOf(log: readonly string[]): number {
  return log.filter((entry) => entry === 'hold').length - log.filter((entry) => entry === 'release').length;
}
