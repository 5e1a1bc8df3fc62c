import { describe, expect, it } from 'vitest';
import { faultWords } from '../../src/ui/fault-words';
import type { Intent } from '../../src/ui/view-model';
import type { ErrorCode } from '../../workers/protocol';

/** The compiler keeps both lists whole: a new code or intent without a line here does not build. */
const CODES: Record<ErrorCode, true> = {
  aborted: true,
  'insecure-context': true,
  'wasm-simd-missing': true,
  'worklet-missing': true,
  'storage-unavailable': true,
  'storage-full': true,
  'download-failed': true,
  'host-not-allowed': true,
  'pack-invalid': true,
  'file-invalid': true,
  'model-missing': true,
  'model-corrupt': true,
  'model-load-failed': true,
  'inference-failed': true,
  'out-of-memory': true,
  'worker-crashed': true,
  'webgpu-missing': true,
  'gpu-lost': true,
  'microphone-denied': true,
  'microphone-dismissed': true,
  'microphone-missing': true,
  'microphone-busy': true,
  'microphone-lost': true,
  'audio-output-failed': true,
  internal: true,
};
const INTENTS: Record<Intent['kind'], true> = {
  talk: true,
  stop: true,
  send: true,
  'cancel-loading': true,
  retry: true,
  'pick-device': true,
  'check-microphone': true,
  prefer: true,
  'hold-talk': true,
  'release-talk': true,
  clear: true,
  'open-conversation': true,
  'delete-conversation': true,
  'delete-all-conversations': true,
  'search-conversations': true,
  'export-conversation': true,
  replay: true,
  edit: true,
  'delete-exchange': true,
  update: true,
  'dismiss-update': true,
  'dismiss-fault': true,
};
const codes = Object.keys(CODES).filter((code): code is ErrorCode => code in CODES);

describe('the words of a fault', () => {
  it.each(codes)('say of %s what happened and what to do about it', (code) => {
    const { title, advice, detail, action } = faultWords(code, 'the technical line');
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(advice).toMatch(/^[A-Z].*[.]$/s);
    expect(detail).toBe(`${code}: the technical line`);
    if (action) {
      expect(action.label).not.toBe('');
      expect(INTENTS[action.intent.kind]).toBe(true);
    }
  });

  it('are different for every code', () => {
    expect(new Set(codes.map((code) => faultWords(code, '').title)).size).toBe(codes.length);
  });

  it.each(codes.filter((code) => code.startsWith('microphone-')))('offer the microphone again after %s', (code) => {
    expect(faultWords(code, '').action?.intent).toEqual({ kind: 'talk' });
  });

  it.each(['download-failed', 'storage-full', 'model-corrupt', 'model-missing'] as const)(
    'offer another try after %s',
    (code) => expect(faultWords(code, '').action?.intent).toEqual({ kind: 'retry' }),
  );

  it.each(['insecure-context', 'wasm-simd-missing', 'worklet-missing'] as const)(
    'offer no button that could not help after %s',
    (code) => expect(faultWords(code, '').action).toBeUndefined(),
  );
});
