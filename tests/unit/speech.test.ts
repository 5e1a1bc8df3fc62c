import { describe, expect, it } from 'vitest';
import { installedFileJson } from '../../workers/config-values';
import type { TtsToPlayback } from '../../workers/protocol';
import { LeadingSilence } from '../../workers/tts/leading-silence';
import { Leveller } from '../../workers/tts/leveller';
import { PhonemeIds } from '../../workers/tts/phonemes';
import { WINDOW_FRAMES, windowsOf } from '../../workers/tts/piper';
import { SpeechQueue, type Voice } from '../../workers/tts/speech-queue';
import { failureOf } from './pack-fakes';
import { settle } from './turn-fakes';

const RATE_HZ = 22_050;
const samplesOf = (ms: number) => Math.round((ms * RATE_HZ) / 1000);
const silence = (ms: number) => new Float32Array(samplesOf(ms));
const tone = (ms: number, level = 0.2) =>
  Float32Array.from({ length: samplesOf(ms) }, (_, i) => level * Math.cos(i * 0.2));

function joined(...chunks: Float32Array[]): Float32Array {
  const whole = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

describe('leading silence', () => {
  it('is taken off but for a few milliseconds', () => {
    const trimmed = new LeadingSilence(RATE_HZ).trim(joined(silence(45), tone(100)));
    expect(trimmed.length).toBe(samplesOf(100) + samplesOf(8));
  });

  it('is taken off over several chunks, and nothing after the first sound', () => {
    const trimmer = new LeadingSilence(RATE_HZ);
    expect(trimmer.trim(silence(30))).toHaveLength(0);
    expect(trimmer.trim(silence(30))).toHaveLength(0);
    expect(trimmer.trim(tone(50))).toHaveLength(samplesOf(50));
    expect(trimmer.trim(silence(40))).toHaveLength(samplesOf(40));
  });

  it('leaves a clause that starts at once as it is', () => {
    const clause = tone(60);
    expect(new LeadingSilence(RATE_HZ).trim(clause)).toEqual(clause);
  });

  it('longer than a quarter of a second is a pause that is meant', () => {
    const trimmed = new LeadingSilence(RATE_HZ).trim(joined(silence(400), tone(50)));
    expect(trimmed.length).toBeGreaterThanOrEqual(samplesOf(150 + 50));
    const trimmer = new LeadingSilence(RATE_HZ);
    trimmer.trim(silence(200));
    trimmer.trim(silence(50));
    expect(trimmer.trim(silence(100)).length).toBeGreaterThan(samplesOf(90));
  });

  it('counts a sound below hearing as silence, and a soft onset as sound', () => {
    expect(new LeadingSilence(RATE_HZ).trim(new Float32Array(2000).fill(0.001))).toHaveLength(0);
    expect(new LeadingSilence(RATE_HZ).trim(new Float32Array(2000).fill(-0.01))).toHaveLength(2000);
  });
});

const rmsDbfs = (samples: Float32Array) =>
  10 * Math.log10(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);

describe('the leveller', () => {
  it('brings loud and soft voices to the same level in the end', () => {
    const levels = [0.05, 0.15, 0.3].map((level) => {
      const leveller = new Leveller(RATE_HZ);
      leveller.process(tone(8000, level));
      return rmsDbfs(leveller.process(tone(500, level)));
    });
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(2.5);
    for (const level of levels) expect(level).toBeCloseTo(-19, -1);
  });

  it('never lets a sample reach full scale, and keeps its sign', () => {
    const loud = new Leveller(RATE_HZ).process(Float32Array.of(1, -1, 3, -3, 100));
    for (const value of loud) expect(Math.abs(value)).toBeLessThan(1);
    expect(Array.from(loud, Math.sign)).toEqual([1, -1, 1, -1, 1]);
  });

  it('does not turn the gain up in a pause', () => {
    const [paused, spoke] = [new Leveller(RATE_HZ), new Leveller(RATE_HZ)];
    for (const leveller of [paused, spoke]) leveller.process(tone(500));
    paused.process(new Float32Array(samplesOf(5000)).fill(0.001));
    expect(paused.process(tone(100))).toEqual(spoke.process(tone(100)));
  });

  it('leaves the samples it was given alone, and digital silence silent', () => {
    const clause = tone(50);
    const copy = clause.slice();
    new Leveller(RATE_HZ).process(clause);
    expect(clause).toEqual(copy);
    expect(new Leveller(RATE_HZ).process(silence(20)).every((value) => value === 0)).toBe(true);
    expect(new Leveller(RATE_HZ).process(new Float32Array(0))).toHaveLength(0);
  });
});

describe('the windows of the vocoder', () => {
  it('follow one another without a gap, whatever the length', () => {
    for (let total = 0; total <= 700; total++) {
      const windows = windowsOf(total);
      let at = 0;
      for (const { from, to } of windows) {
        expect(from).toBe(at);
        expect(to).toBeGreaterThan(from);
        at = to;
      }
      expect(at).toBe(total);
    }
  });

  it('begin short, for the sake of the first sound, and grow', () => {
    const sizes = windowsOf(2000).map(({ from, to }) => to - from);
    expect(sizes.slice(0, WINDOW_FRAMES.length)).toEqual([...WINDOW_FRAMES]);
    expect(sizes.slice(0, -1)).toEqual([...sizes.slice(0, -1)].sort((a, b) => a - b));
  });

  it('have no last one that costs a run for next to nothing', () => {
    for (let total = 30; total <= 700; total++) {
      const last = windowsOf(total).at(-1);
      expect((last?.to ?? 0) - (last?.from ?? 0)).toBeGreaterThanOrEqual(10);
    }
    expect(windowsOf(3)).toEqual([{ from: 0, to: 3 }]);
    expect(windowsOf(0)).toEqual([]);
  });

  it('leave out the frames that are not wanted', () => {
    const windows = windowsOf(200, 15);
    expect(windows[0]).toEqual({ from: 15, to: 15 + (WINDOW_FRAMES[0] ?? 0) });
    expect(windows.at(-1)?.to).toBe(200);
    expect(windowsOf(20, 20)).toEqual([]);
  });
});

describe('phoneme ids', () => {
  const ids = new PhonemeIds(installedFileJson({ a: [7], b: [8], ' ': [3], '\u0303': [9], ' x': [] }, 'voice.json'));

  it('have a start, a pad after each phoneme, and an end', () => {
    expect(ids.of('ab a')).toEqual([1, 0, 7, 0, 8, 0, 3, 0, 7, 0, 2]);
    expect(ids.of('')).toEqual([1, 0, 2]);
  });

  it('leave out what the voice does not know', () => {
    expect(ids.of('aqb')).toEqual(ids.of('ab'));
  });

  it('take a letter with a mark as letter and mark', () => {
    expect(ids.of('ã')).toEqual([1, 0, 7, 0, 9, 0, 2]);
    expect(ids.of('a\u0303')).toEqual(ids.of('ã'));
  });

  it('cannot be made of a table that is none', () => {
    expect(() => new PhonemeIds(installedFileJson({ a: 'x' }, 'voice.json'))).toThrow(/voice\.json/);
  });
});

/** A voice that says every text in the chunks it was given. */
class FakeChunkVoice implements Voice {
  sampleRateHz = RATE_HZ;
  chunks: Float32Array[] = [silence(20), tone(300), tone(100)];
  readonly said: string[] = [];
  async *speak(text: string, pause: () => Promise<void>, onPhonemes: () => void): AsyncGenerator<Float32Array> {
    this.said.push(text);
    onPhonemes();
    for (const chunk of this.chunks) {
      await pause();
      yield chunk;
    }
  }
}

function speechOf(outputRateHz = RATE_HZ) {
  const voice = new FakeChunkVoice();
  const played: TtsToPlayback[] = [];
  let pause = async () => {};
  const queue = new SpeechQueue(
    voice,
    outputRateHz,
    (message, transfer) => {
      for (const part of transfer) expect(message.kind === 'pcm' && message.samples.buffer).toBe(part);
      played.push(message);
    },
    () => pause(),
  );
  const controller = new AbortController();
  const progress: number[] = [];
  const speak = (replyId: number, text: string, signal = controller.signal) =>
    queue.speak({ replyId, text }, ({ audioMs }) => progress.push(audioMs), signal);
  const samples = () => played.reduce((sum, message) => sum + (message.kind === 'pcm' ? message.samples.length : 0), 0);
  return {
    voice,
    queue,
    played,
    controller,
    progress,
    speak,
    samples,
    onPause: (action: () => Promise<void>) => {
      pause = action;
    },
  };
}

describe('the voice', () => {
  it('says a clause in chunks, trimmed, as it is normalised for speech', async () => {
    const { speak, voice, played, progress } = speechOf();
    const answer = await speak(1, 'It costs $5.');
    expect(voice.said).toEqual([answer.spokenText]);
    expect(answer.spokenText).toBe('It costs 5 dollars.');
    expect(played.map(({ kind, replyId }) => [kind, replyId])).toEqual([
      ['pcm', 1],
      ['pcm', 1],
    ]);
    expect(answer.audioMs).toBeCloseTo(400, 0);
    expect(progress.at(-1)).toBe(answer.audioMs);
    expect(progress[0]).toBeLessThan(answer.audioMs);
    expect(answer.firstPcmAtMs).toBeGreaterThan(performance.timeOrigin);
  });

  it('makes as much sound at the rate of the output', async () => {
    const { speak, samples } = speechOf(48_000);
    const { audioMs } = await speak(1, 'Hello.');
    expect(samples() / 48).toBeCloseTo(audioMs, -1);
  });

  it('says nothing of a text that holds nothing to say', async () => {
    const { speak, voice, played, progress } = speechOf();
    expect(await speak(1, '🎉')).toMatchObject({ audioMs: 0, firstPcmAtMs: undefined, spokenText: '' });
    expect([voice.said, played, progress]).toEqual([[], [], []]);
  });

  it('says clauses in the order asked, and the end after the last', async () => {
    const { speak, queue, played, voice } = speechOf();
    await Promise.all([speak(1, 'One.'), speak(1, 'Two.'), queue.finish(1), speak(2, 'Three.')]);
    expect(voice.said).toEqual(['One.', 'Two.', 'Three.']);
    expect(played.map(({ kind, replyId }) => `${kind} ${replyId}`)).toEqual([
      'pcm 1',
      'pcm 1',
      'pcm 1',
      'pcm 1',
      'end 1',
      'pcm 2',
      'pcm 2',
    ]);
  });

  it('falls silent between two chunks when it is given up, and says the next clause all the same', async () => {
    const { speak, controller, played, onPause } = speechOf();
    onPause(async () => {
      if (played.length === 1) controller.abort();
    });
    expect((await failureOf(speak(1, 'One.'))).code).toBe('aborted');
    expect(played).toHaveLength(1);
    onPause(async () => {});
    await speak(2, 'Two.', new AbortController().signal);
    expect(played.map(({ replyId }) => replyId)).toEqual([1, 2, 2]);
  });

  it('never begins a clause that was given up while it waited', async () => {
    const { speak, controller, voice, onPause } = speechOf();
    let goOn = () => {};
    onPause(
      () =>
        new Promise((resolve) => {
          goOn = resolve;
        }),
    );
    const first = failureOf(speak(1, 'One.'));
    const second = failureOf(speak(1, 'Two.'));
    await settle();
    controller.abort();
    goOn();
    expect([(await first).code, (await second).code]).toEqual(['aborted', 'aborted']);
    expect(voice.said).toEqual(['One.']);
  });

  it('does not let a reply that was cut off sound into the next', async () => {
    const interrupted = speechOf(48_000);
    await interrupted.speak(1, 'One.');
    interrupted.played.length = 0;
    interrupted.voice.chunks = [new Float32Array(samplesOf(300)).fill(0.005), tone(10)];
    await interrupted.speak(2, 'Two.');
    const [first] = interrupted.played;
    // A filter that still held the tone of the first reply would begin with it.
    expect(first?.kind === 'pcm' && Math.max(...first.samples.subarray(0, 40))).toBeLessThan(0.02);
  });
});
