import { expect, it } from 'vitest';
import type { AgentState, Phase } from '../../src/agent/state';
import { OneQuestion } from '../../src/one-question';
import type { TalkMode } from '../../src/ui/view-model';

const listening: Phase = { name: 'listening' };
const hearing: Phase = { name: 'hearing', partial: { firm: '', soft: '' } };
const thinking: Phase = { name: 'thinking', transcript: 'why?' };
const speaking: Phase = { name: 'speaking', reply: 'because' };

/** After which of the phases the microphone is to be closed. */
function closings(phases: Phase[], talkMode: TalkMode = 'one-question', microphone: AgentState['microphone'] = 'on') {
  const one = new OneQuestion();
  return phases.map((phase) => one.observe({ phase, microphone }, talkMode));
}

it('is over when its reply is heard', () => {
  expect(closings([listening, hearing, thinking, speaking])).toEqual([false, false, false, true]);
});

it('is over when there is no reply to hear', () => {
  expect(closings([listening, hearing, thinking, listening])).toEqual([false, false, false, true]);
});

it('is not a noise, and not what was typed or said again', () => {
  expect(closings([listening, hearing, listening, hearing, listening])).not.toContain(true);
  expect(closings([listening, thinking, speaking, listening])).not.toContain(true);
});

it('may be asked anew the next time', () => {
  const one = new OneQuestion();
  const observe = (phase: Phase, microphone: AgentState['microphone'] = 'on') =>
    one.observe({ phase, microphone }, 'one-question');
  for (const phase of [listening, hearing, thinking]) observe(phase);
  expect(observe(speaking)).toBe(true);
  observe(speaking, 'off');
  observe({ name: 'ready' }, 'off');
  expect(observe(listening)).toBe(false);
});

it('is meant in its own mode alone', () => {
  for (const mode of ['hands-free', 'push-to-talk', 'toggle'] as const) {
    expect(closings([listening, hearing, thinking, speaking, listening], mode)).not.toContain(true);
  }
});
