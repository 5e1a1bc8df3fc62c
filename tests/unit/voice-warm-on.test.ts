import { afterEach, describe, expect, it } from 'vitest';
import type { LoadRequest, TtsCalls } from '../../workers/protocol';
import { connect } from '../../workers/rpc';
import { serveVoice } from '../../workers/tts/serve-voice';
import { FakeChunkVoice } from './speech-fakes';

const LOAD: LoadRequest = {
  pack: undefined,
  device: 'wasm',
  runtime: { wasmUrl: '', mjsUrl: '', threads: 1 },
};
const ports: MessagePort[] = [];

/** A voice behind a port whose warming up goes on after it was loaded. `runs` counts its runs. */
function servedVoice(fails = false) {
  const { port1, port2 } = new MessageChannel();
  const playback = new MessageChannel();
  ports.push(port1, port2, playback.port1, playback.port2);
  const runs = { count: 0, ended: false };
  serveVoice(port2, async () => ({
    voice: new FakeChunkVoice(),
    answer: { readMs: 1, createMs: 2, warmUpMs: 3 },
    warmOn: async (pause) => {
      if (fails) throw new Error('It does not run.');
      try {
        for (;;) {
          await pause();
          runs.count++;
        }
      } finally {
        runs.ended = true;
      }
    },
  }));
  const client = connect<TtsCalls>(port1);
  port1.start();
  port2.start();
  const attach = () =>
    client.call(
      'attach',
      { playbackPort: playback.port2, sampleRateHz: 48_000, phraseCache: false },
      { transfer: [playback.port2] },
    );
  return { client, runs, attach };
}

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

describe('a voice that goes on warming up', () => {
  it('is ready meanwhile, and ends it as soon as somebody wants to hear something', async () => {
    const { client, runs, attach } = servedVoice();
    expect(await client.call('load', LOAD)).toEqual({ readMs: 1, createMs: 2, warmUpMs: 3 });
    await attach();
    await expect.poll(() => runs.count).toBeGreaterThan(2);
    expect(runs.ended).toBe(false);
    await client.call('speak', { replyId: 1, text: 'Hello.', rate: 1 });
    expect(runs.ended).toBe(true);
  });

  it('speaks all the same when that fails', async () => {
    const { client, attach } = servedVoice(true);
    await client.call('load', LOAD);
    await attach();
    expect((await client.call('speak', { replyId: 1, text: 'Hello.', rate: 1 })).audioMs).toBeGreaterThan(0);
  });
});
