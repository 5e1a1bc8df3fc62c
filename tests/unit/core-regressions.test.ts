import { expect, it, vi } from 'vitest';
import { Agent } from '../../src/agent/agent';
import { replyLimit } from '../../workers/llm/sentence-limit';
import { connect, SottoError } from '../../workers/rpc';
import { MelListening } from '../../workers/stt/listening';
import { Transcriber } from '../../workers/stt/transcriber';
import { FakeEar, FakeModel, FakeVoice, settle } from './turn-fakes';

it('late audio of a forgotten utterance is dropped', async () => {
  const t = new Transcriber(
    async () => ({
      text: 'x',
      tokens: [1],
      draftedTokens: 0,
      noSpeechProbability: 0,
      averageLogProbability: 0,
      encodeMs: 0,
      decodeMs: 0,
    }),
    async () => {},
    () => new MelListening(),
  );
  t.push(5, new Float32Array(512), 1);
  t.forget(5);
  t.push(5, new Float32Array(512), 1);
  const { audioMs } = await t.transcribe(
    { utteranceId: 5, sampleCount: 0, mode: 'final' },
    () => {},
    new AbortController().signal,
  );
  expect(audioMs).toBe(0);
});

it('a request that cannot be cloned rejects with a SottoError and is not kept', async () => {
  const { port1, port2 } = new MessageChannel();
  const client = connect<{ bad: { request: () => void; progress: never; answer: null } }>(port1);
  const error = await client.call('bad', () => {}).catch((e: unknown) => e);
  port1.close();
  port2.close();
  expect(error).toBeInstanceOf(SottoError);
});

it('sentences that end in a number or in "No." are sentences', () => {
  const a = 'It was in 1813. She was 37. And then';
  expect(replyLimit(a)).toBe('It was in 1813. She was 37.'.length);
  const b = 'No. It is not. And then';
  expect(replyLimit(b)).toBe('No. It is not.'.length);
});

it('a listener that throws does not wedge the agent', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const agent = new Agent({
    ear: new FakeEar(),
    model: new FakeModel(),
    voice: new FakeVoice(),
    skills: [],
    locale: 'en-US',
    timeZone: 'UTC',
  });
  agent.dispatch({ kind: 'loaded' });
  const outcomes: string[] = [];
  agent.subscribe((event) => {
    if (event.kind === 'message') throw new Error('listener');
  });
  agent.subscribe((event) => {
    if (event.kind === 'turn') outcomes.push(event.record.outcome);
  });
  agent.ask('One?');
  await settle();
  agent.ask('Two?');
  await settle();
  vi.unstubAllGlobals();
  expect(outcomes).toEqual(['answered', 'answered']);
  expect(reported).toHaveBeenCalled();
});
