import { describe, expect, it } from 'vitest';
import {
  type AgentAction,
  type AgentState,
  INITIAL_STATE,
  type MicrophoneState,
  type Phase,
  reduce,
} from '../../src/agent/state';

const PHASES: Phase[] = [
  { name: 'starting' },
  { name: 'setup', items: [], resumable: false },
  { name: 'loading', items: [], fromNetwork: true },
  { name: 'ready' },
  { name: 'listening' },
  { name: 'hearing', partial: { firm: 'what', soft: '' } },
  { name: 'thinking', transcript: 'What is it?' },
  { name: 'speaking', reply: 'It is' },
  { name: 'failed', fault: { code: 'internal', message: '' } },
];
const MICROPHONES: MicrophoneState[] = ['off', 'opening', 'on'];
const ACTIONS: AgentAction[] = [
  { kind: 'setup-needed', items: [], resumable: true },
  { kind: 'loading', items: [], fromNetwork: false },
  { kind: 'loaded' },
  ...MICROPHONES.map((microphone): AgentAction => ({ kind: 'microphone', microphone })),
  { kind: 'speech-started' },
  { kind: 'partial', partial: { firm: 'what', soft: ' is' } },
  { kind: 'speech-dropped' },
  { kind: 'turn-started', transcript: '' },
  { kind: 'reply', text: 'It is four' },
  { kind: 'turn-over' },
  { kind: 'failed', fault: { code: 'out-of-memory', message: 'no' } },
];

/** What the page relies on: an open ear needs a microphone, and an open microphone at rest is an open ear. */
function isSound({ phase, microphone }: AgentState): boolean {
  if (phase.name === 'listening' || phase.name === 'hearing') return microphone === 'on';
  if (phase.name === 'ready') return microphone !== 'on';
  return true;
}

const SOUND_STATES = PHASES.flatMap((phase) => MICROPHONES.map((microphone) => ({ phase, microphone }))).filter(
  isSound,
);

function run(start: AgentState, ...actions: AgentAction[]): AgentState {
  return actions.reduce(reduce, start);
}

const listening: AgentState = { phase: { name: 'listening' }, microphone: 'on' };

describe('the state', () => {
  it.each(ACTIONS.map((action) => [JSON.stringify(action), action] as const))('stays sound after %s', (_, action) => {
    for (const state of SOUND_STATES) {
      expect(isSound(reduce(state, action)), `${state.phase.name}, microphone ${state.microphone}`).toBe(true);
    }
  });

  it('is never changed in place', () => {
    for (const state of SOUND_STATES) {
      const before = structuredClone(state);
      for (const action of ACTIONS) reduce(state, action);
      expect(state).toEqual(before);
    }
  });

  it('starts with the microphone off', () => {
    expect(INITIAL_STATE).toEqual({ phase: { name: 'starting' }, microphone: 'off' });
  });

  it('goes through a spoken turn and back to listening', () => {
    const names = [
      { kind: 'speech-started' } as const,
      { kind: 'partial', partial: { firm: 'what', soft: ' time' } } as const,
      { kind: 'turn-started', transcript: '' } as const,
      { kind: 'turn-started', transcript: 'What time is it?' } as const,
      { kind: 'reply', text: 'It is' } as const,
      { kind: 'reply', text: 'It is noon.' } as const,
      { kind: 'turn-over' } as const,
    ];
    let state = listening;
    const seen = names.map((action) => {
      state = reduce(state, action);
      return state.phase;
    });
    expect(seen).toEqual([
      { name: 'hearing', partial: { firm: '', soft: '' } },
      { name: 'hearing', partial: { firm: 'what', soft: ' time' } },
      { name: 'thinking', transcript: '' },
      { name: 'thinking', transcript: 'What time is it?' },
      { name: 'speaking', reply: 'It is' },
      { name: 'speaking', reply: 'It is noon.' },
      { name: 'listening' },
    ]);
  });

  it('rests by what the microphone is when the turn ends, not by what it was', () => {
    const off = run(listening, { kind: 'turn-started', transcript: 'x' }, { kind: 'microphone', microphone: 'off' });
    expect(off.phase.name).toBe('thinking');
    expect(reduce(off, { kind: 'turn-over' }).phase.name).toBe('ready');
    const typed: AgentState = { phase: { name: 'thinking', transcript: 'x' }, microphone: 'off' };
    const on = run(typed, { kind: 'microphone', microphone: 'on' }, { kind: 'turn-over' });
    expect(on).toEqual(listening);
  });

  it('stops hearing when the microphone is switched off', () => {
    const state = run(listening, { kind: 'speech-started' }, { kind: 'microphone', microphone: 'off' });
    expect(state).toEqual({ phase: { name: 'ready' }, microphone: 'off' });
  });

  it('listens only once the microphone is open', () => {
    const ready: AgentState = { phase: { name: 'ready' }, microphone: 'off' };
    const opening = reduce(ready, { kind: 'microphone', microphone: 'opening' });
    expect(opening).toEqual({ phase: { name: 'ready' }, microphone: 'opening' });
    expect(reduce(opening, { kind: 'microphone', microphone: 'on' })).toEqual(listening);
  });

  it('keeps a microphone that was opened while loading', () => {
    const loading: AgentState = { phase: { name: 'loading', items: [], fromNetwork: false }, microphone: 'off' };
    const state = run(loading, { kind: 'microphone', microphone: 'on' });
    expect(state.phase.name).toBe('loading');
    expect(reduce(state, { kind: 'loaded' })).toEqual(listening);
  });

  it('is the very same object when an action makes no sense in the phase', () => {
    const senseless: [Phase, AgentAction][] = [
      [{ name: 'thinking', transcript: '' }, { kind: 'speech-started' }],
      [{ name: 'ready' }, { kind: 'partial', partial: { firm: 'late', soft: ' caption' } }],
      [
        { name: 'thinking', transcript: '' },
        { kind: 'partial', partial: { firm: 'late', soft: ' caption' } },
      ],
      [{ name: 'speaking', reply: '' }, { kind: 'speech-dropped' }],
      [{ name: 'ready' }, { kind: 'reply', text: 'late reply' }],
      [
        { name: 'hearing', partial: { firm: '', soft: '' } },
        { kind: 'reply', text: 'late reply' },
      ],
      [{ name: 'hearing', partial: { firm: '', soft: '' } }, { kind: 'turn-over' }],
      [{ name: 'failed', fault: { code: 'internal', message: '' } }, { kind: 'turn-over' }],
      [{ name: 'loading', items: [], fromNetwork: true }, { kind: 'speech-started' }],
    ];
    for (const [phase, action] of senseless) {
      const state: AgentState = { phase, microphone: phase.name === 'hearing' ? 'on' : 'off' };
      expect(reduce(state, action), `${phase.name} + ${action.kind}`).toBe(state);
    }
  });

  it('carries the fault that ended everything', () => {
    const fault = { code: 'storage-full', message: 'no room' } as const;
    expect(reduce(listening, { kind: 'failed', fault }).phase).toEqual({ name: 'failed', fault });
  });
});
