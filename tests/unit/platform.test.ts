import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inspectPlatform } from '../../src/platform';
import { SottoError } from '../../workers/rpc';

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof SottoError ? error.code : 'not a SottoError';
  }
}

/** As far as it is looked for. */
const storage = { getDirectory: () => {} };

describe('what this browser can do', () => {
  beforeEach(() => {
    vi.stubGlobal('isSecureContext', true);
    vi.stubGlobal('crossOriginIsolated', true);
    vi.stubGlobal('AudioWorkletNode', class FakeAudioWorkletNode {});
    vi.stubGlobal('navigator', { hardwareConcurrency: 2, storage });
    vi.stubGlobal('location', { origin: 'http://sotto.test' });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    [1, 1],
    [2, 2],
    [4, 4],
    [64, 4],
    [0, 1],
  ])('with %i cores and isolation is %i threads', (hardwareConcurrency, threads) => {
    vi.stubGlobal('navigator', { hardwareConcurrency, storage });
    expect(inspectPlatform()).toEqual({ threads, limitation: undefined });
  });

  it('without isolation is one thread, and it says so', () => {
    vi.stubGlobal('crossOriginIsolated', false);
    const { threads, limitation } = inspectPlatform();
    expect(threads).toBe(1);
    expect(limitation).toBe('not-isolated');
  });

  it('is nothing without file storage', () => {
    vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
    expect(codeOf(inspectPlatform)).toBe('storage-unavailable');
  });

  it('is nothing at an address that is not secure', () => {
    vi.stubGlobal('isSecureContext', false);
    expect(codeOf(inspectPlatform)).toBe('insecure-context');
    expect(inspectPlatform).toThrow('http://sotto.test');
  });

  it('is nothing without WebAssembly, or with one that lacks SIMD', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(codeOf(inspectPlatform)).toBe('wasm-simd-missing');
    vi.stubGlobal('WebAssembly', { validate: () => false });
    expect(codeOf(inspectPlatform)).toBe('wasm-simd-missing');
  });

  it('is nothing without worklets', () => {
    vi.stubGlobal('AudioWorkletNode', undefined);
    expect(codeOf(inspectPlatform)).toBe('worklet-missing');
  });

  it('is asked of WebAssembly with a module that only SIMD makes valid', () => {
    let asked = new Uint8Array(0);
    vi.stubGlobal('WebAssembly', {
      validate: (bytes: Uint8Array<ArrayBuffer>) => {
        asked = bytes;
        return true;
      },
    });
    inspectPlatform();
    vi.unstubAllGlobals();
    expect(WebAssembly.validate(asked)).toBe(true);
    // 0xfd is the prefix of every SIMD instruction (WebAssembly 2.0, §5.4.9).
    const without = asked.map((byte) => (byte === 0xfd ? 0x01 : byte));
    expect(WebAssembly.validate(without)).toBe(false);
  });
});
