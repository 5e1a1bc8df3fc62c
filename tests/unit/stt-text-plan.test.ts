import { describe, expect, it } from 'vitest';
import { installedFileJson } from '../../workers/config-values';
import { graphTypes } from '../../workers/stt/graph-types';
import { languageToken, textPlan } from '../../workers/stt/text-plan';

const values = (generation: object) => installedFileJson(generation, 'generation_config.json');
const ENGLISH = {
  decoder_start_token_id: 50_257,
  eos_token_id: [50_256],
  no_timestamps_token_id: 50_362,
  is_multilingual: false,
  suppress_tokens: null,
};

describe('how a text begins', () => {
  it('English Whisper is told nothing of language or task', () => {
    const plan = textPlan('whisper', values(ENGLISH));
    expect(plan.prompt(undefined)).toEqual([50_257, 50_362]);
    expect(plan.tokens).toEqual({
      end: 50_256,
      textEnd: 50_257,
      noSpeech: 50_361,
      suppressed: [],
      suppressedFirst: [],
    });
    expect(languageToken(plan, 'de')).toBeUndefined();
  });

  it('Whisper of many languages is told both', () => {
    const plan = textPlan(
      'whisper',
      values({
        decoder_start_token_id: 50_258,
        eos_token_id: 50_257,
        no_timestamps_token_id: 50_363,
        no_speech_token_id: 50_300,
        suppress_tokens: [1, 2],
        begin_suppress_tokens: [220, 50_257],
        lang_to_id: { '<|en|>': 50_259, '<|de|>': 50_261, '<|jw|>': 50_356, '<|no|>': 50_288 },
        task_to_id: { translate: 50_358, transcribe: 50_359 },
      }),
    );
    expect(plan.prompt(50_261)).toEqual([50_258, 50_261, 50_359, 50_363]);
    expect(plan.tokens).toEqual({
      end: 50_257,
      textEnd: 50_258,
      noSpeech: 50_300,
      suppressed: [1, 2],
      suppressedFirst: [220, 50_257],
    });
    const token = (language: string | undefined) => languageToken(plan, language);
    expect([token('de'), token('de-AT'), token('DE'), token('jv'), token('nb-NO')]).toEqual([
      50_261, 50_261, 50_261, 50_356, 50_288,
    ]);
    expect([token(undefined), token('xx'), token('')]).toEqual([undefined, undefined, undefined]);
  });

  it('any other model is refused, and a file that says too little', () => {
    expect(() => textPlan('wav2vec2', values(ENGLISH))).toThrow(/wav2vec2/);
    expect(() => textPlan('whisper', values({}))).toThrow(/decoder_start_token_id/);
  });
});

describe('which graphs are loaded', () => {
  const has =
    (...paths: string[]) =>
    (path: string) =>
      paths.includes(path);
  const ENCODER = 'onnx/encoder_model.onnx';
  const ENCODER_8 = 'onnx/encoder_model_quantized.onnx';
  const DECODER_8 = 'onnx/decoder_model_merged_quantized.onnx';
  const DECODER_4 = 'onnx/decoder_model_merged_q4.onnx';

  it('8 bits on the processor, what there is otherwise', () => {
    expect(graphTypes(has(ENCODER, ENCODER_8, DECODER_8, DECODER_4), 'wasm')).toEqual({
      encoder_model: 'q8',
      decoder_model_merged: 'q8',
    });
    expect(graphTypes(has(ENCODER, DECODER_8), 'wasm').encoder_model).toBe('fp32');
  });

  it('an encoder of 32 bits on WebGPU, or none at all', () => {
    expect(graphTypes(has(ENCODER, ENCODER_8, DECODER_8, DECODER_4), 'webgpu')).toEqual({
      encoder_model: 'fp32',
      decoder_model_merged: 'q4',
    });
    expect(() => graphTypes(has(ENCODER_8, DECODER_8), 'webgpu')).toThrow(/encoder_model/);
  });
});
