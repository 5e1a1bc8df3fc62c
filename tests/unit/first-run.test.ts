import { describe, expect, it } from 'vitest';
import { FirstRun, WELCOME } from '../../src/first-run';
import type { SettingKey } from '../../src/store/settings';
import { agentOf } from './agent-bench';
import { settle } from './turn-fakes';

function firstRunOf({ kept = new Map<SettingKey, string>(), audible = true } = {}) {
  const bench = agentOf('off');
  const shown: string[] = [];
  const errors: unknown[] = [];
  let canBeHeard = false;
  const firstRun = new FirstRun({
    agent: bench.agent,
    settings: () => ({ get: async (key) => kept.get(key), set: async (key, value) => void kept.set(key, value) }),
    openOutput: async () => {
      canBeHeard = audible;
    },
    canBeHeard: () => canBeHeard,
    show: (words) => shown.push(words),
    onError: (error) => errors.push(error),
  });
  return { ...bench, firstRun, kept, shown, errors };
}

describe('the welcome', () => {
  it('is said and shown once on a device, and is no turn', async () => {
    const { firstRun, kept, shown, voice, phases, records, messages, agent } = firstRunOf();
    await firstRun.welcome();
    await settle();
    expect(shown).toEqual([WELCOME]);
    expect(voice.texts.join(' ')).toBe(WELCOME);
    expect(phases()).toContain('speaking');
    expect(agent.state.phase.name).toBe('ready');
    expect(records()).toEqual([]);
    expect(messages()).toEqual([]);
    expect(kept.get('welcomed')).toBe('yes');
    await firstRun.welcome();
    expect(shown).toHaveLength(1);
    const next = firstRunOf({ kept });
    await next.firstRun.welcome();
    expect(next.shown).toEqual([]);
    expect(next.voice.texts).toEqual([]);
  });

  it('is only shown where it cannot be heard', async () => {
    const { firstRun, shown, voice, phases } = firstRunOf({ audible: false });
    await firstRun.welcome();
    await settle();
    expect(shown).toEqual([WELCOME]);
    expect(voice.texts).toEqual([]);
    expect(phases()).toEqual([]);
  });

  it('gives way to a question and to a stop', async () => {
    for (const what of ['ask', 'stop'] as const) {
      const { firstRun, agent, voice, records } = firstRunOf();
      voice.playsByItself = false;
      await firstRun.welcome();
      await settle();
      voice.hear(voice.clauses[0]?.replyId ?? 0);
      await settle();
      expect(agent.state.phase.name).toBe('speaking');
      voice.playsByItself = true;
      if (what === 'ask') agent.ask('What time is it?');
      else agent.stop();
      await settle();
      expect(agent.state.phase.name).toBe('ready');
      expect(voice.texts.slice(-1)).toEqual(what === 'ask' ? ['It is noon.'] : voice.texts.slice(-1));
      expect(records()).toHaveLength(what === 'ask' ? 1 : 0);
    }
  });

  it('warms up what it did not use, when it was heard and the microphone is open', async () => {
    const { firstRun, agent, model } = firstRunOf();
    await firstRun.welcome();
    agent.setMicrophone('on');
    expect(model.replies).toEqual([]);
    await settle();
    expect(agent.state.phase.name).toBe('listening');
    expect(model.replies).toHaveLength(1);
  });

  it('is said where nothing can be kept, once', async () => {
    const { agent, voice } = agentOf('off');
    const shown: string[] = [];
    const firstRun = new FirstRun({
      agent,
      settings: () => undefined,
      openOutput: async () => {},
      canBeHeard: () => true,
      show: (words) => shown.push(words),
      onError: () => {},
    });
    await firstRun.welcome();
    await settle();
    await firstRun.welcome();
    expect(shown).toEqual([WELCOME]);
    expect(voice.texts.join(' ')).toBe(WELCOME);
  });
});
