import type { Fingerprint } from '../../src/store/benchmark-run';

/** A made device. */
export function madeFingerprint(changes: Partial<Fingerprint> = {}): Fingerprint {
  return {
    appVersion: '0.1.0',
    commit: 'abc1234',
    browser: 'Chromium 156',
    os: 'Linux',
    cores: 2,
    memoryGb: 8,
    isolated: true,
    threads: 2,
    gpu: undefined,
    backends: { vad: 'wasm', stt: 'wasm', llm: 'wasm', tts: 'wasm' },
    models: { stt: 'whisper-tiny.en@1' },
    settingsHash: '0',
    ...changes,
  };
}
