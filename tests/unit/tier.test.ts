import { describe, expect, it } from 'vitest';
import { type DeviceFacts, type GpuLike, type NavigatorLike, readDeviceFacts, tierOf } from '../../src/models/tier';

const GIB = 2 ** 30;
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36';

interface Adapter {
  bufferBytes: number;
  f16?: boolean;
  vendor?: string;
  architecture?: string;
  description?: string;
  fallback?: boolean;
}

function gpuOf(adapter: Adapter | undefined): GpuLike {
  return {
    requestAdapter: async () =>
      adapter
        ? {
            limits: { maxBufferSize: adapter.bufferBytes },
            features: { has: (name) => name === 'shader-f16' && adapter.f16 === true },
            info: {
              vendor: adapter.vendor ?? '',
              architecture: adapter.architecture ?? '',
              description: adapter.description ?? '',
              ...(adapter.fallback === undefined ? {} : { isFallbackAdapter: adapter.fallback }),
            },
          }
        : null,
  };
}

function navigatorOf(told: Partial<NavigatorLike>): NavigatorLike {
  return { hardwareConcurrency: 8, userAgent: CHROME, maxTouchPoints: 0, ...told };
}

/**
 * What browsers tell, as sets. `here` was read in this project's own Chromium; the others are composed of what each browser
 * documents: Firefox and Safari have no deviceMemory, Chromium rounds it, Safari has no userAgentData.
 */
const DEVICES: readonly [name: string, here: NavigatorLike, isolated: boolean, expected: string][] = [
  [
    'here: Chromium without a graphics chip',
    navigatorOf({ hardwareConcurrency: 2, deviceMemory: 8, gpu: gpuOf(undefined) }),
    true,
    'standard no-webgpu',
  ],
  [
    'here: Chromium with its software adapter',
    navigatorOf({
      hardwareConcurrency: 2,
      deviceMemory: 8,
      gpu: gpuOf({ bufferBytes: GIB, vendor: 'google', architecture: 'swiftshader' }),
    }),
    true,
    'standard software-gpu',
  ],
  ['Chromium on a host without isolation', navigatorOf({ deviceMemory: 8 }), false, 'basic one-thread'],
  ['a small notebook, Chromium', navigatorOf({ hardwareConcurrency: 4, deviceMemory: 2 }), true, 'basic little-memory'],
  [
    'a notebook with Intel graphics, Chromium',
    navigatorOf({
      deviceMemory: 8,
      gpu: gpuOf({ bufferBytes: 2 * GIB - 4, f16: true, vendor: 'intel', architecture: 'gen-12lp' }),
    }),
    true,
    'gpu gpu',
  ],
  [
    'a computer with an NVIDIA card, Chromium',
    navigatorOf({
      hardwareConcurrency: 16,
      deviceMemory: 32,
      gpu: gpuOf({ bufferBytes: 4 * GIB, f16: true, vendor: 'nvidia' }),
    }),
    true,
    'gpu-large large-gpu',
  ],
  [
    'a Mac, Safari, which tells of no memory',
    navigatorOf({
      userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15',
      gpu: gpuOf({ bufferBytes: 4 * GIB, f16: true, vendor: 'apple' }),
    }),
    true,
    'gpu-large large-gpu',
  ],
  [
    'an iPad that calls itself a Macintosh',
    navigatorOf({
      userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15',
      maxTouchPoints: 5,
      gpu: gpuOf({ bufferBytes: 4 * GIB, f16: true, vendor: 'apple' }),
    }),
    true,
    'basic gpu-but-little-memory',
  ],
  [
    'an iPhone, Safari',
    navigatorOf({
      hardwareConcurrency: 6,
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Mobile/15E148',
      gpu: gpuOf({ bufferBytes: GIB, f16: true }),
    }),
    true,
    'basic gpu-but-little-memory',
  ],
  [
    'an Android telephone, Chromium',
    navigatorOf({
      deviceMemory: 8,
      userAgentData: { mobile: true },
      gpu: gpuOf({ bufferBytes: 2 * GIB, f16: true, vendor: 'arm' }),
    }),
    true,
    'gpu gpu',
  ],
  [
    'Windows without a driver',
    navigatorOf({
      deviceMemory: 8,
      gpu: gpuOf({ bufferBytes: 2 * GIB, vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }),
    }),
    true,
    'standard software-gpu',
  ],
  [
    'an adapter that says itself that it is the fallback',
    navigatorOf({ deviceMemory: 8, gpu: gpuOf({ bufferBytes: 4 * GIB, vendor: 'other', fallback: true }) }),
    true,
    'standard software-gpu',
  ],
  [
    'a graphics chip of long ago',
    navigatorOf({ deviceMemory: 8, gpu: gpuOf({ bufferBytes: GIB / 4, vendor: 'intel', architecture: 'gen-9' }) }),
    true,
    'standard small-gpu',
  ],
  [
    'Firefox without WebGPU',
    navigatorOf({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' }),
    true,
    'standard no-webgpu',
  ],
  [
    'a host without isolation and a good graphics chip',
    navigatorOf({ deviceMemory: 16, gpu: gpuOf({ bufferBytes: 4 * GIB, f16: true, vendor: 'amd' }) }),
    false,
    'gpu-large large-gpu',
  ],
];

describe('the tier of a device', () => {
  it.each(DEVICES)('%s', async (_, navigator, isolated, expected) => {
    const { tier, reason } = tierOf(await readDeviceFacts(navigator, isolated));
    expect(`${tier} ${reason}`).toBe(expected);
  });

  it('never falls when a device gets more of something', async () => {
    const order = ['basic', 'standard', 'gpu', 'gpu-large'];
    const base: DeviceFacts = { isolated: true, cores: 4, deviceMemoryGb: 4, mobile: false, webgpu: undefined };
    const tiers = [
      { ...base, isolated: false },
      base,
      { ...base, webgpu: { maxBufferSizeBytes: GIB, shaderF16: false, software: false, name: '' } },
      {
        ...base,
        deviceMemoryGb: 8,
        webgpu: { maxBufferSizeBytes: 4 * GIB, shaderF16: true, software: false, name: '' },
      },
    ].map((facts) => tierOf(facts).tier);
    expect(tiers).toEqual(order);
  });

  it('takes a driver that fails for no adapter', async () => {
    const gpu: GpuLike = { requestAdapter: () => Promise.reject(new Error('The process is gone.')) };
    expect((await readDeviceFacts(navigatorOf({ gpu }), true)).webgpu).toBeUndefined();
  });
});
