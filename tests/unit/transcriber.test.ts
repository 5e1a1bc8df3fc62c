import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';
import { type MelInput, MelListening } from '../../workers/stt/listening';
import type { Search } from '../../workers/stt/search';
import { type RecogniseOptions, Transcriber } from '../../workers/stt/transcriber';
import type { Recognition } from '../../workers/stt/transcript';
import { failureOf } from './pack-fakes';
import { type Deferred, deferred, settle } from './turn-fakes';

const FRAME = 512;

interface Recognising {
  frames: number;
  maxTokens: number;
  draft: readonly number[];
  search: Search;
  language: string | undefined;
  /** A step between two runs of the graphs; the tokens are one a word, by length. */
  say(text: string): Promise<void>;
  done: Deferred<Recognition>;
}

const recognition = (text: string, changes: Partial<Recognition> = {}): Recognition => ({
  text,
  tokens: [1, 2, 3, 4],
  draftedTokens: 0,
  noSpeechProbability: 0.02,
  averageLogProbability: -0.25,
  encodeMs: 50,
  decodeMs: 30,
  ...changes,
});

const tokensOf = (text: string): number[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => word.length);

/** A recogniser that waits for the test, as Whisper would for its graph. */
class FakeRecogniser {
  readonly runs: Recognising[] = [];
  recognise = async (
    { frames }: MelInput,
    { maxTokens, draft, search, language, between }: RecogniseOptions,
  ): Promise<Recognition> => {
    const done = deferred<Recognition>();
    this.runs.push({
      frames,
      maxTokens,
      draft,
      search,
      language,
      say: async (text) => {
        await between(tokensOf(text), text).catch((error) => done.reject(error));
      },
      done,
    });
    return done.promise;
  };
}

function transcriberOf() {
  const fake = new FakeRecogniser();
  const transcriber = new Transcriber(
    fake.recognise,
    async () => {},
    () => new MelListening(),
  );
  const texts: string[] = [];
  const controller = new AbortController();
  const ask = (utteranceId: number, sampleCount: number, mode: 'partial' | 'final', signal = controller.signal) =>
    transcriber.transcribe({ utteranceId, sampleCount, mode }, (text) => texts.push(text), signal);
  /** Speech of so many seconds, with a pause where `isPause` says so. */
  const speak = (id: number, seconds: number, isPause: (second: number) => boolean = () => false) => {
    for (let i = 0; i < Math.round((seconds * 16_000) / FRAME); i++) {
      transcriber.push(id, new Float32Array(FRAME).fill(0.01), isPause((i * FRAME) / 16_000) ? 0.05 : 0.9);
    }
  };
  return { fake, transcriber, texts, controller, ask, speak };
}

describe('a transcription', () => {
  it('hears what has arrived and says what came of it', async () => {
    const { fake, ask, speak, texts } = transcriberOf();
    speak(1, 2.048);
    const asked = ask(1, 32_768, 'final');
    await settle();
    await fake.runs[0]?.say('What time');
    fake.runs[0]?.done.resolve(recognition('What time is it?'));
    const transcript: Transcript = await asked;
    expect(transcript).toMatchObject({
      text: 'What time is it?',
      verdict: 'speech',
      audioMs: 2048,
      tokens: 4,
      noSpeechProbability: 0.02,
      averageLogProbability: -0.25,
      encodeMs: 50,
      decodeMs: 30,
    });
    expect(texts).toEqual(['What time']);
  });

  it('has a second of silence behind the speech, and a cap on its tokens', async () => {
    const { fake, ask, speak } = transcriberOf();
    speak(1, 2.048);
    ask(1, 0, 'final').catch(() => {});
    await settle();
    const run = fake.runs[0];
    expect(run?.frames).toBeGreaterThanOrEqual(304);
    expect((run?.frames ?? 1) % 4).toBe(0);
    expect(run?.maxTokens).toBe(16 + Math.ceil(8 * 2.048));
  });

  it('waits for the samples the detector has promised', async () => {
    const { fake, ask, transcriber } = transcriberOf();
    const asked = ask(1, 1024, 'final');
    transcriber.push(1, new Float32Array(FRAME), 0.9);
    await settle();
    expect(fake.runs).toHaveLength(0);
    transcriber.push(1, new Float32Array(FRAME), 0.9);
    await settle();
    expect(fake.runs).toHaveLength(1);
    fake.runs[0]?.done.resolve(recognition('Yes.'));
    expect((await asked).audioMs).toBe(64);
  });

  it('drops the names of sounds, and judges what is left', async () => {
    const { fake, ask, speak } = transcriberOf();
    speak(1, 1);
    const asked = ask(1, 0, 'final');
    await settle();
    fake.runs[0]?.done.resolve(recognition('[BLANK_AUDIO]'));
    expect(await asked).toMatchObject({ text: '', verdict: 'empty' });
    const noise = ask(1, 0, 'final');
    await settle();
    fake.runs[1]?.done.resolve(recognition('Thank you.', { noSpeechProbability: 0.8 }));
    expect((await noise).verdict).toBe('no-speech');
  });

  it('runs after the one before it, failed or not', async () => {
    const { fake, ask, speak } = transcriberOf();
    speak(1, 1);
    speak(2, 1);
    const first = failureOf(ask(1, 0, 'final'));
    const second = ask(2, 0, 'final');
    await settle();
    expect(fake.runs).toHaveLength(1);
    fake.runs[0]?.done.reject(new SottoError('inference-failed', 'first'));
    expect((await first).code).toBe('inference-failed');
    await settle();
    fake.runs[1]?.done.resolve(recognition('Second.'));
    expect((await second).text).toBe('Second.');
  });
});

describe('a partial transcription', () => {
  it('gives way to a final one at its next token', async () => {
    const { fake, ask, speak, texts } = transcriberOf();
    speak(1, 1);
    const partial = failureOf(ask(1, 0, 'partial'));
    await settle();
    const final = ask(1, 16_000 - (16_000 % FRAME), 'final');
    await settle();
    expect(fake.runs).toHaveLength(1);
    await fake.runs[0]?.say('What');
    expect((await partial).code).toBe('aborted');
    await settle();
    fake.runs[1]?.done.resolve(recognition('What time is it?'));
    expect((await final).text).toBe('What time is it?');
    expect(texts).toEqual(['What']);
  });

  it('that has not begun does not begin', async () => {
    const { fake, ask, speak } = transcriberOf();
    speak(1, 1);
    speak(2, 1);
    const busy = ask(1, 0, 'final');
    await settle();
    const partial = failureOf(ask(2, 0, 'partial'));
    await settle();
    const final = ask(2, 0, 'final');
    fake.runs[0]?.done.resolve(recognition('One.'));
    await busy;
    expect((await partial).code).toBe('aborted');
    await settle();
    expect(fake.runs).toHaveLength(2);
    fake.runs[1]?.done.resolve(recognition('Two.'));
    expect((await final).text).toBe('Two.');
  });

  it('leaves a final one alone', async () => {
    const { fake, ask, speak } = transcriberOf();
    speak(1, 1);
    const final = ask(1, 0, 'final');
    await settle();
    const partial = ask(1, 0, 'partial');
    await fake.runs[0]?.say('Still');
    fake.runs[0]?.done.resolve(recognition('Still here.'));
    expect((await final).text).toBe('Still here.');
    await settle();
    fake.runs[1]?.done.resolve(recognition('Later.'));
    expect((await partial).text).toBe('Later.');
  });
});

describe('an aborted transcription', () => {
  it('ends while it waits for samples', async () => {
    const { ask, controller, fake } = transcriberOf();
    const failure = failureOf(ask(1, 99_999, 'final'));
    controller.abort();
    expect((await failure).code).toBe('aborted');
    expect(fake.runs).toEqual([]);
  });

  it('ends before the encoder where the abort is read only then', async () => {
    const fake = new FakeRecogniser();
    const controller = new AbortController();
    // The abort lies in the worker's inbox, which is read in the pause.
    const transcriber = new Transcriber(
      fake.recognise,
      async () => controller.abort(),
      () => new MelListening(),
    );
    transcriber.push(1, new Float32Array(FRAME), 0.9);
    const request = { utteranceId: 1, sampleCount: 0, mode: 'final' } as const;
    expect((await failureOf(transcriber.transcribe(request, () => {}, controller.signal))).code).toBe('aborted');
    expect(fake.runs).toEqual([]);
  });

  it('ends between encoder and decoder, with no word said', async () => {
    const { ask, controller, fake, speak, texts } = transcriberOf();
    speak(1, 1);
    const failure = failureOf(ask(1, 0, 'final'));
    await settle();
    controller.abort();
    await fake.runs[0]?.say('');
    expect((await failure).code).toBe('aborted');
    expect(texts).toEqual([]);
  });

  it('ends at its next token', async () => {
    const { ask, controller, fake, speak } = transcriberOf();
    speak(1, 1);
    const failure = failureOf(ask(1, 0, 'final'));
    await settle();
    controller.abort();
    await fake.runs[0]?.say('What');
    expect((await failure).code).toBe('aborted');
  });

  it('never reaches the model when it was waiting for its turn', async () => {
    const { ask, controller, fake, speak } = transcriberOf();
    speak(1, 1);
    const first = ask(1, 0, 'final', new AbortController().signal);
    const failure = failureOf(ask(1, 0, 'final'));
    await settle();
    controller.abort();
    fake.runs[0]?.done.resolve(recognition('One.'));
    await first;
    expect((await failure).code).toBe('aborted');
    expect(fake.runs).toHaveLength(1);
  });
});

describe('a long utterance', () => {
  it('is cut in its pause, and its text is joined without loss', async () => {
    const { fake, ask, speak, texts } = transcriberOf();
    speak(1, 32, (second) => second >= 20 && second < 20.5);
    await settle();
    expect(fake.runs).toHaveLength(1);
    // 20.25 s and a second of silence behind them, in hundredths.
    expect(fake.runs[0]?.frames).toBeGreaterThan(2100);
    expect(fake.runs[0]?.frames).toBeLessThan(2140);
    const asked = ask(1, 32 * 16_000, 'final');
    fake.runs[0]?.done.resolve(recognition('The first part,', { noSpeechProbability: 0.7, tokens: Array(30).fill(1) }));
    await settle();
    // The rest: 32 − 20.25 s, and the second of silence.
    expect(fake.runs[1]?.frames).toBeGreaterThan(1260);
    expect(fake.runs[1]?.frames).toBeLessThan(1290);
    await fake.runs[1]?.say('and');
    fake.runs[1]?.done.resolve(recognition('and the rest.', { tokens: Array(10).fill(1), averageLogProbability: -1 }));
    const transcript = await asked;
    expect(texts).toEqual(['The first part, and']);
    expect(transcript).toMatchObject({
      text: 'The first part, and the rest.',
      verdict: 'speech',
      audioMs: 32_000,
      tokens: 40,
      noSpeechProbability: 0.02,
    });
    expect(transcript.averageLogProbability).toBeCloseTo((-0.25 * 30 - 10) / 40, 10);
  });

  it('is cut again and again, and every segment fits', async () => {
    const { fake, ask, speak } = transcriberOf();
    speak(1, 80, (second) => second % 9 > 8.5);
    const asked = ask(1, 80 * 16_000, 'final');
    const words: string[] = [];
    for (let i = 0; i < 6; i++) {
      await settle();
      const run = fake.runs[i];
      if (!run) break;
      expect(run.frames).toBeLessThanOrEqual(2900);
      words.push(`part${i}`);
      run.done.resolve(recognition(`part${i}`));
    }
    expect(words.length).toBeGreaterThanOrEqual(3);
    expect((await asked).text).toBe(words.join(' '));
    const heardSeconds = fake.runs.reduce((sum, { frames }) => sum + frames / 100 - 1, 0);
    expect(heardSeconds).toBeGreaterThanOrEqual(80);
    expect(heardSeconds).toBeLessThan(80 + 0.05 * fake.runs.length);
  });

  it('fails for whoever asks when a segment failed', async () => {
    const { fake, ask, speak } = transcriberOf();
    speak(1, 29);
    await settle();
    fake.runs[0]?.done.reject(new SottoError('inference-failed', 'segment'));
    await settle();
    expect((await failureOf(ask(1, 0, 'final'))).message).toBe('segment');
  });

  it('pushes a caption aside when it is cut', async () => {
    const { fake, ask, speak } = transcriberOf();
    speak(1, 27);
    const partial = failureOf(ask(1, 0, 'partial'));
    await settle();
    speak(1, 2);
    await fake.runs[0]?.say('The');
    expect((await partial).code).toBe('aborted');
    await settle();
    expect(fake.runs).toHaveLength(2);
  });

  it('asked for just before it is cut is transcribed whole', async () => {
    const { fake, ask, speak } = transcriberOf();
    speak(2, 1);
    const busy = ask(2, 0, 'final');
    await settle();
    speak(1, 27.9);
    const asked = ask(1, 0, 'final');
    await settle();
    speak(1, 1);
    fake.runs[0]?.done.resolve(recognition('Other.'));
    await busy;
    await settle();
    expect(fake.runs[1]?.frames).toBeGreaterThan(2880);
    fake.runs[1]?.done.resolve(recognition('All of it.'));
    expect((await asked).text).toBe('All of it.');
  });
});

describe('a draft', () => {
  /** One transcription from beginning to end. */
  async function hear({ fake, ask }: ReturnType<typeof transcriberOf>, id: number, tokens: number[]): Promise<void> {
    const asked = ask(id, 0, 'partial');
    await settle();
    fake.runs.at(-1)?.done.resolve(recognition('words', { tokens }));
    await asked;
  }

  it('is what was last understood of the utterance', async () => {
    const setUp = transcriberOf();
    const { fake, ask, speak } = setUp;
    speak(1, 1);
    await hear(setUp, 1, [7, 8]);
    await hear(setUp, 1, [7, 9, 10]);
    const final = ask(1, 0, 'final');
    await settle();
    fake.runs[2]?.done.resolve(recognition('What time is it?', { draftedTokens: 3 }));
    expect((await final).draftedTokens).toBe(3);
    expect(fake.runs.map(({ draft }) => draft)).toEqual([[], [7, 8], [7, 9, 10]]);
  });

  it('is of one utterance alone', async () => {
    const setUp = transcriberOf();
    setUp.speak(1, 1);
    setUp.speak(2, 1);
    await hear(setUp, 1, [7, 8]);
    await hear(setUp, 2, [5]);
    await hear(setUp, 1, [6]);
    expect(setUp.fake.runs.map(({ draft }) => draft)).toEqual([[], [], [7, 8]]);
  });

  it('is not asked for where it is switched off', async () => {
    const setUp = transcriberOf();
    setUp.transcriber.restart(false);
    setUp.speak(1, 1);
    await hear(setUp, 1, [7, 8]);
    await hear(setUp, 1, [7, 8]);
    expect(setUp.fake.runs.map(({ draft }) => draft)).toEqual([[], []]);
  });

  it('may come from what was given up', async () => {
    const setUp = transcriberOf();
    const { fake, ask, speak } = setUp;
    speak(1, 1);
    const partial = failureOf(ask(1, 0, 'partial'));
    await settle();
    const final = ask(1, 0, 'final');
    await fake.runs[0]?.say('What time');
    await partial;
    await settle();
    expect(fake.runs[1]?.draft).toEqual([4, 4]);
    fake.runs[1]?.done.resolve(recognition('What time is it?'));
    await final;
  });

  it('outlives what was given up before it wrote anything else', async () => {
    const setUp = transcriberOf();
    const { fake, ask, speak } = setUp;
    speak(1, 1);
    await hear(setUp, 1, [4, 4, 2]);
    for (const said of ['', 'What']) {
      const stop = new AbortController();
      const failure = failureOf(ask(1, 0, 'final', stop.signal));
      await settle();
      stop.abort();
      await fake.runs.at(-1)?.say(said);
      await failure;
    }
    await hear(setUp, 1, [4]);
    expect(fake.runs.map(({ draft }) => draft)).toEqual([[], [4, 4, 2], [4, 4, 2], [4, 4, 2]]);
  });

  it('is dropped when the utterance is cut', async () => {
    const setUp = transcriberOf();
    const { fake, ask, speak } = setUp;
    speak(1, 27);
    await hear(setUp, 1, [7, 8]);
    speak(1, 2);
    await settle();
    fake.runs[1]?.done.resolve(recognition('The head.'));
    ask(1, 0, 'final').catch(() => {});
    await settle();
    expect(fake.runs.map(({ draft }) => draft)).toEqual([[], [], []]);
  });
});

describe('forget', () => {
  it('drops the audio, and what of the utterance still comes', async () => {
    const { fake, ask, speak, transcriber } = transcriberOf();
    speak(1, 5);
    transcriber.forget(1);
    speak(1, 0.512);
    const asked = ask(1, 0, 'final');
    await settle();
    fake.runs[0]?.done.resolve(recognition('New.'));
    expect((await asked).audioMs).toBe(0);
  });

  it('lets a new detector number its utterances anew', async () => {
    const { fake, ask, speak, transcriber } = transcriberOf();
    speak(1, 5);
    transcriber.forget(1);
    transcriber.restart(true);
    speak(1, 0.512);
    const asked = ask(1, 0, 'final');
    await settle();
    fake.runs[0]?.done.resolve(recognition('New.'));
    expect((await asked).audioMs).toBe(512);
  });

  it('of an utterance nobody knows does nothing', () => {
    expect(() => transcriberOf().transcriber.forget(9)).not.toThrow();
  });
});

describe('the choices of the user', () => {
  it('hold from the next transcription on, for the last one of an utterance alone', async () => {
    const { fake, ask, speak, transcriber } = transcriberOf();
    const beams = { language: 'de', temperature: 0.5, beams: 3 };
    speak(1, 1);
    const before = ask(1, 0, 'final');
    transcriber.configure(beams);
    await settle();
    fake.runs[0]?.done.resolve(recognition('Before.', { tokens: [7] }));
    await before;
    const partial = ask(1, 0, 'partial');
    await settle();
    fake.runs[1]?.done.resolve(recognition('Partial.', { tokens: [7, 8] }));
    await partial;
    const final = ask(1, 0, 'final');
    await settle();
    fake.runs[2]?.done.resolve(recognition('Final.'));
    await final;
    expect(fake.runs.map(({ search, language }) => [search.beams, search.temperature, language])).toEqual([
      [1, 0, undefined],
      [1, 0, 'de'],
      [3, 0.5, 'de'],
    ]);
    // Only a greedy search can be checked against a draft.
    expect(fake.runs.map(({ draft }) => draft)).toEqual([[], [7], []]);
  });

  it('hold for the parts of a long utterance, too', async () => {
    const { fake, speak, transcriber } = transcriberOf();
    transcriber.configure({ language: undefined, temperature: 0, beams: 5 });
    speak(1, 29);
    await settle();
    expect(fake.runs[0]?.search.beams).toBe(5);
  });
});
