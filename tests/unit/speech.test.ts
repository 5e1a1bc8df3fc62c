import { describe, expect, it } from 'vitest';
import { installedFileJson } from '../../workers/config-values';
import { PhonemeIds } from '../../workers/tts/phonemes';
import { PhraseCache } from '../../workers/tts/phrase-cache';
import { failureOf } from './pack-fakes';
import { RATE_HZ, samplesOf, speechOf, tone } from './speech-fakes';
import { settle } from './turn-fakes';

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

describe('the voice', () => {
  it('says a clause in chunks, trimmed, as it is normalised for speech', async () => {
    const { speak, voice, played, progress, firstPcmAt } = speechOf();
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
    expect(firstPcmAt()).toBeGreaterThan(performance.timeOrigin);
  });

  it('makes as much sound at the rate of the output', async () => {
    const { speak, samples } = speechOf(48_000);
    const { audioMs } = await speak(1, 'Hello.');
    expect(samples() / 48).toBeCloseTo(audioMs, -1);
  });

  it('says nothing of a text that holds nothing to say', async () => {
    const { speak, voice, played, progress } = speechOf();
    expect(await speak(1, '🎉')).toMatchObject({ audioMs: 0, spokenText: '' });
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

  it('says where each word ends in what is left of the clause, from the first chunk on', async () => {
    const { speak, voice, wordEnds } = speechOf();
    voice.wordEndsMs = [5, 212, 900];
    const { audioMs } = await speak(1, 'One two three.');
    expect(wordEnds[0]?.map(Math.round)).toEqual([0, 192, 880]);
    expect(wordEnds.at(-1)?.at(-1)).toBe(audioMs);
  });

  it('speaks at the pace asked', async () => {
    const { speak, voice, controller } = speechOf();
    await speak(1, 'One.', controller.signal, 0.8);
    expect(voice.rates).toEqual([0.8]);
  });

  it('is told how much of the reply waits to be heard, none at the start of one', async () => {
    const { speak, voice } = speechOf();
    await speak(1, 'One.');
    await speak(1, 'Two.');
    await speak(2, 'Three.');
    expect(voice.aheadMs.map((ms) => ms > 0)).toEqual([false, true, false]);
    expect(voice.aheadMs[1]).toBeLessThanOrEqual(400);
  });

  it('stops between two chunks while it is held, and goes on with the same clause', async () => {
    const { speak, hold, played } = speechOf();
    hold.hold();
    const spoken = speak(1, 'One.');
    await settle();
    expect(played).toEqual([]);
    hold.release();
    expect((await spoken).audioMs).toBeGreaterThan(0);
  });

  it('can be given up while it is held', async () => {
    const { speak, hold, controller, played } = speechOf();
    hold.hold();
    const failure = failureOf(speak(1, 'One.'));
    await settle();
    controller.abort();
    expect((await failure).code).toBe('aborted');
    expect(played).toEqual([]);
  });
});

describe('what was said before', () => {
  it('is played again without being made again, the same to the sample', async () => {
    const { speak, voice, pcm, played, wordEnds, firstPcmAt } = speechOf(RATE_HZ, new PhraseCache(RATE_HZ));
    voice.wordEndsMs = [100, 400];
    expect((await speak(1, 'One two.')).cached).toBe(false);
    const first = pcm();
    const ends = wordEnds.at(-1);
    const firstTime = firstPcmAt();
    played.length = 0;
    const again = await speak(2, 'One two.');
    expect(again.cached).toBe(true);
    expect(firstPcmAt()).toBeGreaterThan(firstTime);
    expect(voice.said).toHaveLength(1);
    expect(pcm()).toEqual(first);
    expect(wordEnds.at(-1)).toEqual(ends);
  });

  it('is another phrase at another pace', async () => {
    const { speak, voice, controller } = speechOf(RATE_HZ, new PhraseCache(RATE_HZ));
    await speak(1, 'One.');
    await speak(1, 'One.', controller.signal, 0.8);
    expect(voice.rates).toEqual([1, 0.8]);
  });

  it('is not kept when it was given up half way', async () => {
    const { speak, voice, controller, played, onPause } = speechOf(RATE_HZ, new PhraseCache(RATE_HZ));
    onPause(async () => {
      if (played.length === 1) controller.abort();
    });
    await failureOf(speak(1, 'One.'));
    onPause(async () => {});
    await speak(2, 'One.', new AbortController().signal);
    expect(voice.said).toHaveLength(2);
  });

  it('can be given up while it is played again', async () => {
    const { speak, controller, played, onPause } = speechOf(RATE_HZ, new PhraseCache(RATE_HZ));
    await speak(1, 'One.');
    played.length = 0;
    onPause(async () => {
      if (played.length === 1) controller.abort();
    });
    expect((await failureOf(speak(2, 'One.'))).code).toBe('aborted');
    expect(played).toHaveLength(1);
  });
});
