import { describe, expect, it } from 'vitest';
import { requirePack } from '../../workers/require-pack';
import { PhraseCache } from '../../workers/tts/phrase-cache';
import type { VoiceOptions } from '../../workers/tts/speech-queue';
import { FakeChunkVoice, RATE_HZ, speechOf } from './speech-fakes';

/** What a voice was asked for. */
class FakeStyledVoice extends FakeChunkVoice {
  readonly asked: Pick<VoiceOptions, 'voice' | 'pitch' | 'first'>[] = [];
  override speak(text: string, options: VoiceOptions): AsyncGenerator<Float32Array> {
    const { voice, pitch, first } = options;
    this.asked.push({ voice, pitch, first });
    return super.speak(text, options);
  }
}

function styled() {
  const voice = new FakeStyledVoice();
  const bench = speechOf(RATE_HZ, new PhraseCache(RATE_HZ), voice);
  return { ...bench, voice };
}

describe('how a voice sounds', () => {
  it('is its own until something else is chosen', async () => {
    const { speak, voice } = styled();
    await speak(1, 'Hello.');
    expect(voice.asked).toEqual([{ voice: undefined, pitch: 1, first: true }]);
  });

  it('changes from the next clause on, not for those asked for before', async () => {
    const { speak, queue, voice } = styled();
    const before = speak(1, 'One.');
    queue.configure({ voice: 'high', pitch: 1.5 });
    await Promise.all([before, speak(1, 'Two.')]);
    expect(voice.asked).toEqual([
      { voice: undefined, pitch: 1, first: true },
      { voice: 'high', pitch: 1.5, first: false },
    ]);
  });

  it('is part of what a kept phrase is known by', async () => {
    const { speak, queue } = styled();
    await speak(1, 'Yes.');
    queue.configure({ voice: undefined, pitch: 1.5 });
    expect((await speak(2, 'Yes.')).cached).toBe(false);
    queue.configure({ voice: 'high', pitch: 1.5 });
    expect((await speak(3, 'Yes.')).cached).toBe(false);
    queue.configure({ voice: undefined, pitch: 1 });
    expect((await speak(4, 'Yes.')).cached).toBe(true);
  });
});

it('an engine that needs a pack says so without one', () => {
  expect(() => requirePack(undefined)).toThrow(expect.objectContaining({ code: 'model-missing' }));
});
