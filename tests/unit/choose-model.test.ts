import { describe, expect, it } from 'vitest';
import { CATALOG, starterOf } from '../../src/models/catalog';
import { TIERS } from '../../src/models/catalog-model';
import { type ChooseOptions, chooseModel, deviceFor, speaks } from '../../src/models/choose-model';

function choose(options: Partial<Omit<ChooseOptions, 'installed'>> & { installed?: string[] }) {
  const { installed = [], ...rest } = options;
  const { model, device, reason } = chooseModel({
    role: 'stt',
    wanted: 'auto',
    tier: 'standard',
    shaderF16: false,
    ...rest,
    installed: new Set(installed),
  });
  return { id: model.id, device, reason };
}

describe('the model of a role', () => {
  it('is the starter where nothing was chosen and nothing else is here', () => {
    expect(choose({})).toEqual({ id: 'whisper-tiny.en', device: 'wasm', reason: { kind: 'starter' } });
    expect(choose({ role: 'vad' }).reason).toEqual({ kind: 'only' });
  });

  it('is the best of what is here where nothing was chosen', () => {
    expect(choose({ role: 'llm', installed: ['smollm2-360m', 'qwen2.5-0.5b'] })).toEqual({
      id: 'qwen2.5-0.5b',
      device: 'wasm',
      reason: { kind: 'best' },
    });
    const gpu = { role: 'llm', tier: 'gpu-large', shaderF16: true } as const;
    expect(choose({ ...gpu, installed: ['qwen2.5-0.5b', 'Llama-3.2-3B-Instruct-q4f16_1-MLC'] })).toMatchObject({
      id: 'Llama-3.2-3B-Instruct-q4f16_1-MLC',
      device: 'webgpu',
    });
  });

  it('takes nothing unasked that this device does not carry, or that is slower than speech on it', () => {
    const installed = ['kokoro-82m', 'kokoro-82m-gpu'];
    expect(choose({ role: 'tts', installed }).id).toBe('piper-joe');
    expect(choose({ role: 'tts', tier: 'gpu', installed }).id).toBe('kokoro-82m-gpu');
    const f16 = ['Llama-3.2-1B-Instruct-q4f16_1-MLC'];
    expect(choose({ role: 'llm', tier: 'gpu', shaderF16: false, installed: f16 }).id).toBe('smollm2-135m');
    expect(choose({ role: 'llm', tier: 'gpu', shaderF16: true, installed: f16 }).id).toBe(f16[0]);
  });

  it('is what was chosen, even what is slow', () => {
    expect(choose({ role: 'tts', wanted: 'kokoro-82m', installed: ['kokoro-82m'] })).toEqual({
      id: 'kokoro-82m',
      device: 'wasm',
      reason: { kind: 'chosen' },
    });
    expect(choose({ role: 'tts', wanted: 'chime' }).id).toBe('chime');
  });

  it('falls back to the starter and says why', () => {
    expect(choose({ wanted: 'whisper-base' }).reason).toEqual({
      kind: 'missing',
      wanted: 'Whisper base, multilingual',
    });
    expect(choose({ wanted: 'made-up' }).reason).toEqual({ kind: 'missing', wanted: 'made-up' });
    // A voice is nothing that hears.
    expect(choose({ wanted: 'chime' }).reason).toEqual({ kind: 'missing', wanted: 'chime' });
    expect(choose({ wanted: 'whisper-base-gpu', installed: ['whisper-base-gpu'] })).toMatchObject({
      id: 'whisper-tiny.en',
      reason: { kind: 'beyond-device' },
    });
    expect(choose({ role: 'tts', wanted: 'system-voice' }).reason).toMatchObject({ kind: 'missing' });
    expect(choose({ role: 'tts', wanted: 'system-voice', installed: ['system-voice'] }).id).toBe('system-voice');
  });

  it('follows the language where a model for it is here, and else stays', () => {
    expect(choose({ language: 'de-AT', installed: ['whisper-base'] })).toEqual({
      id: 'whisper-base',
      device: 'wasm',
      reason: { kind: 'language', language: 'de-AT' },
    });
    expect(choose({ language: 'de' }).id).toBe('whisper-tiny.en');
    expect(choose({ language: 'en-GB', installed: ['whisper-base'] })).toMatchObject({ reason: { kind: 'starter' } });
  });

  it('has another starter and none of the GPL’s where a build leaves that out', () => {
    expect(choose({ role: 'tts', withoutGpl: true, installed: ['piper-joe'] })).toMatchObject({
      id: 'flite',
      reason: { kind: 'starter' },
    });
    expect(choose({ role: 'tts', withoutGpl: true, wanted: 'piper-joe', installed: ['piper-joe'] })).toMatchObject({
      id: 'flite',
      reason: { kind: 'left-out', wanted: 'Piper Joe' },
    });
  });

  it('always runs on the device: whatever is wanted and wherever', () => {
    const everything = CATALOG.map(({ id }) => id);
    for (const role of ['vad', 'stt', 'llm', 'tts'] as const) {
      for (const tier of TIERS) {
        for (const wanted of ['auto', ...everything]) {
          for (const shaderF16 of [true, false]) {
            const { model, device } = chooseModel({ role, wanted, tier, shaderF16, installed: new Set(everything) });
            expect(model.role).toBe(role);
            const best = deviceFor(model, tier, shaderF16);
            expect(best && model.devices.includes(device)).toBe(true);
          }
        }
      }
      expect(deviceFor(starterOf(role), 'basic', false)).toBe('wasm');
    }
  });
});

it('a language is known whatever the region', () => {
  expect(speaks({ languages: ['en'] }, 'en-AU')).toBe(true);
  expect(speaks({ languages: ['en'] }, 'de')).toBe(false);
  expect(speaks({ languages: 'many' }, 'sw')).toBe(true);
});
