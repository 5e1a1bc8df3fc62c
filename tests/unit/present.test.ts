import { describe, expect, it } from 'vitest';
import type { AgentEvent, Message } from '../../src/agent/events';
import type { AgentState, LoadingItem, Phase } from '../../src/agent/state';
import { INITIAL_PAGE, type PageState, present, viewOf } from '../../src/present';
import { DEFAULT_PREFERENCES } from '../../src/store/preferences';
import type { TurnRecord } from '../../src/store/turn-record';

const message = (id: number, changes: Partial<Message> = {}): Message => ({
  id,
  turnId: 'turn',
  role: 'user',
  text: `message ${id}`,
  interim: false,
  by: 'voice',
  skill: undefined,
  interrupted: false,
  ...changes,
});

const record = (changes: Partial<TurnRecord> = {}): TurnRecord => ({
  id: 'turn',
  startedAtMs: 0,
  decidedAtMs: 0,
  input: 'voice',
  outcome: 'answered',
  transcript: 'Hi.',
  reply: 'Hello.',
  route: 'model',
  marks: {},
  milestones: undefined,
  parts: { vad: 400, stt: 0, routing: 1, tool: 0, llm: 200, tts: 90, audioOut: 20 },
  totalMs: 711,
  cold: true,
  work: {
    transcribeMs: undefined,
    draftedTokens: undefined,
    questionEndProbability: undefined,
    audioMs: undefined,
    noSpeechProbability: undefined,
    firstTokenMs: undefined,
    tokens: undefined,
    reusedTokens: undefined,
    evaluatedTokens: undefined,
    stop: undefined,
    replyAudioMs: undefined,
    underruns: undefined,
  },
  listening: { requiredSilenceMs: 200, guesses: 2, droppedGuesses: 1, keptGuesses: 0, wastedMs: 180 },
  error: undefined,
  ...changes,
});

const pageOf = (...events: AgentEvent[]): PageState => events.reduce(present, INITIAL_PAGE);
const said = (one: Message): AgentEvent => ({ kind: 'message', message: one });
const inPhase = (phase: Phase, microphone: AgentState['microphone'] = 'off'): PageState =>
  present(INITIAL_PAGE, { kind: 'state', state: { phase, microphone } });

const items: LoadingItem[] = [
  {
    packId: 'whisper-tiny.en',
    role: 'stt',
    title: 'Whisper tiny',
    sizeBytes: 100,
    loadedBytes: 30,
    step: 'downloading',
  },
  { packId: 'unheard-of', role: 'tts', title: 'Other', sizeBytes: 50, loadedBytes: 50, step: 'ready' },
];

describe('the conversation on the page', () => {
  it('grows in order, and a message said again takes its own place', () => {
    const page = pageOf(said(message(1)), said(message(2, { text: 'It' })), said(message(2, { text: 'It is noon.' })));
    expect(viewOf(page, '1').messages.map(({ id, text }) => [id, text])).toEqual([
      [1, 'message 1'],
      [2, 'It is noon.'],
    ]);
  });

  it('loses a message that was taken back', () => {
    const page = pageOf(said(message(1)), said(message(2)), { kind: 'message-removed', id: 1 });
    expect(page.messages.map(({ id }) => id)).toEqual([2]);
  });

  it('is empty after it was cleared', () => {
    const page = pageOf(said(message(1)), { kind: 'turn', record: record() }, { kind: 'cleared' });
    expect([page.messages, page.latencies.size]).toEqual([[], 0]);
  });

  it('ends in what is being heard while that is being heard, firm words apart from soft ones', () => {
    const hearing = present(pageOf(said(message(1))), {
      kind: 'state',
      state: { phase: { name: 'hearing', partial: { firm: 'what', soft: ' ti' } }, microphone: 'on' },
    });
    const caption = { text: 'what', soft: ' ti', interim: true, role: 'user' };
    expect(viewOf(hearing, '1').messages.at(-1)).toMatchObject(caption);
    const first = inPhase({ name: 'hearing', partial: { firm: '', soft: 'wha' } }, 'on');
    expect(viewOf(first, '1').messages).toMatchObject([{ text: '', soft: 'wha' }]);
    expect(viewOf(inPhase({ name: 'hearing', partial: { firm: '', soft: '' } }, 'on'), '1').messages).toEqual([]);
    expect(viewOf(inPhase({ name: 'listening' }, 'on'), '1').messages).toEqual([]);
  });

  it('has nothing soft in what has been said', () => {
    expect(viewOf(pageOf(said(message(1))), '1').messages[0]?.soft).toBe('');
  });

  it('does not change by what goes on beside it', () => {
    const page = pageOf(said(message(1)));
    const asides: AgentEvent[] = [
      { kind: 'interruption', step: 'onset', atMs: 1 },
      { kind: 'guess', step: 'begun', atMs: 2 },
      { kind: 'own-voice-heard' },
    ];
    expect(asides.reduce(present, page)).toBe(page);
  });

  it('is never changed in place', () => {
    const page = pageOf(said(message(1)));
    const before = structuredClone(page);
    present(page, said(message(2)));
    present(page, { kind: 'turn', record: record() });
    expect(page).toEqual(before);
  });
});

describe('the latency of a turn', () => {
  it('stands under its reply, in the order of the critical path', () => {
    const page = pageOf(said(message(1)), said(message(2, { role: 'assistant' })), { kind: 'turn', record: record() });
    const [question, reply] = viewOf(page, '1').messages;
    expect(question?.latency).toBeUndefined();
    expect(reply?.latency).toMatchObject({ totalMs: 711, cold: true });
    const parts = reply?.latency?.parts ?? [];
    expect(parts.map(({ key }) => key)).toEqual(['vad', 'stt', 'routing', 'tool', 'llm', 'tts', 'audioOut']);
    expect(parts.reduce((sum, { ms }) => sum + ms, 0)).toBe(711);
  });

  it('says what was begun early, where the question was spoken', () => {
    const latencyOf = (changes: Partial<TurnRecord>) => {
      const page = pageOf(said(message(1, { role: 'assistant' })), { kind: 'turn', record: record(changes) });
      return viewOf(page, '1').messages[0]?.latency;
    };
    expect(latencyOf({})?.guesses).toEqual({ begun: 2, dropped: 1, wastedMs: 180 });
    expect(latencyOf({ listening: undefined })).toMatchObject({ totalMs: 711, guesses: undefined });
  });

  it('is missing for a turn that was not heard', () => {
    const page = pageOf(said(message(1, { role: 'assistant' })), {
      kind: 'turn',
      record: record({ parts: undefined, totalMs: undefined }),
    });
    expect(viewOf(page, '1').messages[0]?.latency).toBeUndefined();
  });
});

describe('faults on the page', () => {
  it('come beside a working page when a turn failed', () => {
    const page = pageOf({ kind: 'turn', record: record({ error: { code: 'out-of-memory', message: 'brk' } }) });
    expect(viewOf(page, '1').fault).toMatchObject({ title: 'Not enough memory', detail: 'out-of-memory: brk' });
  });

  it('stay until somebody dismisses them', () => {
    const failed = pageOf({ kind: 'turn', record: record({ error: { code: 'internal', message: '' } }) });
    expect(present(failed, { kind: 'turn', record: record() }).notice).toBe(failed.notice);
  });

  it('of a page that cannot go on come first', () => {
    const page = inPhase({ name: 'failed', fault: { code: 'storage-full', message: 'no room' } });
    const view = viewOf({ ...page, notice: { title: 'Other', advice: '', detail: '', action: undefined } }, '1');
    expect(view.stage).toBe('failed');
    expect(view.fault?.detail).toBe('storage-full: no room');
  });
});

describe('loading on the page', () => {
  it('sums up its rows, with what each model is for', () => {
    const view = viewOf(inPhase({ name: 'loading', items, fromNetwork: false }), '1').loading;
    expect(view).toMatchObject({ loadedBytes: 80, totalBytes: 150, fromNetwork: false, resumable: false });
    expect(view?.rows.map(({ role, step }) => [role, step])).toEqual([
      ['stt', 'downloading'],
      ['tts', 'ready'],
    ]);
  });

  it('offers to resume only before it begins', () => {
    const setup = viewOf(inPhase({ name: 'setup', items, resumable: true }), '1').loading;
    expect(setup).toMatchObject({ fromNetwork: true, resumable: true });
    expect(viewOf(inPhase({ name: 'ready' }), '1').loading).toBeUndefined();
  });
});

describe('the rest of the page', () => {
  it('is passed on as it is', () => {
    const page: PageState = {
      ...inPhase({ name: 'listening' }, 'on'),
      limitation: 'not-isolated',
      devices: [{ id: 'a', label: 'Mic', selected: true }],
      preferences: { ...DEFAULT_PREFERENCES, patience: 'patient', talkMode: 'push-to-talk' },
      halfDuplexReason: 'own-words',
      holding: true,
    };
    expect(viewOf(page, '0.1.0')).toMatchObject({
      stage: 'listening',
      microphone: 'on',
      limitation: 'not-isolated',
      devices: [{ id: 'a', label: 'Mic', selected: true }],
      preferences: { ...DEFAULT_PREFERENCES, patience: 'patient', talkMode: 'push-to-talk' },
      halfDuplexReason: 'own-words',
      holding: true,
      version: '0.1.0',
      fault: undefined,
    });
  });
});
