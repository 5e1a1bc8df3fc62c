import { describe, expect, it } from 'vitest';
import { installedFileJson } from '../../workers/config-values';
import { abortedError } from '../../workers/rpc';
import { hubRecogniser } from '../../workers/stt/hub-recogniser';
import { textPlan } from '../../workers/stt/text-plan';
import type { RecogniseOptions } from '../../workers/stt/transcriber';
import { failureOf } from './pack-fakes';
import { FakeHubModel, FakeMoonshine } from './stt-fakes';

const plan = (modelType: string, generation: object) =>
  textPlan(modelType, installedFileJson(generation, 'generation_config.json'));
const MOONSHINE = plan('moonshine', { decoder_start_token_id: 1, eos_token_id: 2 });
/** A Whisper of two languages in twelve tokens: text below 5, then end, start, languages, tasks, silence, timestamps. */
const WHISPER = plan('whisper', {
  decoder_start_token_id: 6,
  eos_token_id: 5,
  no_timestamps_token_id: 11,
  suppress_tokens: [],
  begin_suppress_tokens: [0, 5],
  is_multilingual: true,
  lang_to_id: { '<|en|>': 7, '<|de|>': 8 },
  task_to_id: { transcribe: 9 },
});
const SPOKEN = new Float32Array(16_000);

function options(change: Partial<RecogniseOptions> = {}) {
  const texts: string[] = [];
  const given: RecogniseOptions = {
    maxTokens: 20,
    draft: [],
    search: { beams: 1, temperature: 0 },
    language: undefined,
    between: async (_, text) => void texts.push(text),
    ...change,
  };
  return { given, texts };
}

describe('Moonshine (a fake: its weights cannot be had here)', () => {
  it('hears samples as they are and tells its words as they come', async () => {
    const fake = new FakeMoonshine([4, 5, 6]);
    const { given, texts } = options({ language: 'de' });
    const found = await hubRecogniser(fake.model, MOONSHINE)(SPOKEN, given);
    expect(fake.heard).toEqual([16_000]);
    expect(fake.prompts).toEqual([[1]]);
    expect(found).toMatchObject({
      text: 'word4 word5 word6',
      tokens: [4, 5, 6],
      noSpeechProbability: 0,
      draftedTokens: 0,
    });
    expect(found.averageLogProbability).toBeCloseTo(0, 2);
    expect(texts).toEqual(['', 'word4', 'word4 word5', 'word4 word5 word6']);
  });

  it('is given a tenth of a second at least', async () => {
    const fake = new FakeMoonshine([]);
    await hubRecogniser(fake.model, MOONSHINE)(new Float32Array(10), options().given);
    expect(fake.heard).toEqual([1600]);
  });

  it('takes what is right of a draft in one run', async () => {
    for (const location of ['cpu', 'gpu-buffer'] as const) {
      const fake = new FakeMoonshine([4, 5, 6, 7], location);
      const found = await hubRecogniser(fake.model, MOONSHINE)(SPOKEN, options({ draft: [4, 5, 9] }).given);
      expect(found).toMatchObject({ tokens: [4, 5, 6, 7], draftedTokens: 2 });
      // What lies on a graphics card cannot be cut: what was right is read once more.
      expect(fake.prompts).toEqual(
        location === 'cpu'
          ? [[1, 4, 5, 9]]
          : [
              [1, 4, 5, 9],
              [1, 4, 5],
            ],
      );
      expect(fake.held).toBe(0);
    }
  });

  it('gives back all that lay on the graphics card, whatever became of it, and fetches the audio’s cache but once', async () => {
    for (const search of [
      { beams: 1, temperature: 0 },
      { beams: 3, temperature: 0 },
      { beams: 2, temperature: 1 },
    ]) {
      const fake = new FakeMoonshine([4, 5, 6], 'gpu-buffer');
      const recognise = hubRecogniser(fake.model, MOONSHINE);
      expect((await recognise(SPOKEN, options({ search }).given)).tokens).toEqual([4, 5, 6]);
      expect(fake.held).toBe(0);
      expect(
        fake.fetched.filter((fetches) => !fetches || fetches.some((name) => name.includes('encoder'))),
      ).toHaveLength(1);

      let calls = 0;
      const between = async () => {
        if (++calls === 3) throw abortedError();
      };
      expect((await failureOf(recognise(SPOKEN, options({ search, between }).given))).code).toBe('aborted');
      expect(fake.held).toBe(0);
    }
  });

  it('stops at the cap', async () => {
    const fake = new FakeMoonshine(Array(50).fill(4));
    expect((await hubRecogniser(fake.model, MOONSHINE)(SPOKEN, options({ maxTokens: 5 }).given)).tokens).toHaveLength(
      6,
    );
  });
});

describe('a Whisper of many languages (a fake)', () => {
  it('is told the language it is asked to write', async () => {
    const fake = new FakeHubModel([4, 3], 5, 4);
    await hubRecogniser(fake.model, WHISPER)(SPOKEN, options({ language: 'de-AT' }).given);
    expect(fake.prompts).toEqual([[6, 8, 9, 11]]);
  });

  it('finds the language out where none is named, or one that it does not know', async () => {
    const row = new Float32Array(12);
    row[8] = 3;
    row[4] = 9;
    for (const language of [undefined, 'xx']) {
      const fake = new FakeHubModel([4, 3], 5, 4, 'gpu-buffer', row);
      const found = await hubRecogniser(fake.model, WHISPER)(SPOKEN, options({ language }).given);
      expect(fake.prompts).toEqual([[6], [6, 8, 9, 11]]);
      expect(found.tokens).toEqual([4, 3]);
      expect(fake.held).toBe(0);
    }
  });

  it('says how likely it is that nobody spoke, by the token before "no timestamps"', async () => {
    const row = new Float32Array(12).fill(-20);
    row[10] = 5;
    const fake = new FakeHubModel([4], 5, 4, 'cpu', row);
    const found = await hubRecogniser(fake.model, WHISPER)(SPOKEN, options({ language: 'en' }).given);
    expect(found.noSpeechProbability).toBeCloseTo(1, 3);
  });
});

it('a decoder without a cache is refused', () => {
  const { model } = new FakeMoonshine([]);
  const bare = { ...model, decoder: { ...model.decoder, inputNames: ['input_ids'] } };
  expect(() => hubRecogniser(bare, MOONSHINE)).toThrow(/no attention cache/);
});
