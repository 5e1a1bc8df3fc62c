/** What this device can carry, and why. */
import type { Tier } from './catalog-model';

/** What a WebGPU adapter tells of itself. */
export interface GpuFacts {
  maxBufferSizeBytes: number;
  /** 16-bit floats in its programs. */
  shaderF16: boolean;
  /** The adapter is a program on the processor. */
  software: boolean;
  /** As the browser names it; empty where it does not. */
  name: string;
}

export interface DeviceFacts {
  /** Cross-origin isolation: without it there is one thread. */
  isolated: boolean;
  /** Logical processors. */
  cores: number;
  /** As `navigator.deviceMemory` rounds it, at most 8 (since 2026 at most 32); undefined in Firefox and Safari. */
  deviceMemoryGb: number | undefined;
  /** A telephone or tablet: the system ends a tab that takes much memory there. */
  mobile: boolean;
  /** Undefined where there is no adapter. */
  webgpu: GpuFacts | undefined;
}

/** Why a device has its tier, as a word; the sentence is the page's. */
export type TierReason =
  | 'one-thread'
  | 'little-memory'
  | 'no-webgpu'
  | 'software-gpu'
  | 'small-gpu'
  | 'gpu'
  | 'large-gpu'
  | 'gpu-but-little-memory';

export interface DeviceTier {
  tier: Tier;
  reason: TierReason;
}

const GIB = 2 ** 30;
/** WebLLM asks every adapter for a buffer of this size, and takes a quarter of it only where it must. */
const SMALL_GPU_BYTES = GIB;
/** What chips with 4 GB and more of their own allow. Browsers tell of no memory: this is as near as it gets. */
const LARGE_GPU_BYTES = 2 * GIB;
/** A conversation takes about 1 GB, and a larger model once more; the system wants its share. */
const STANDARD_MEMORY_GB = 4;
const LARGE_MEMORY_GB = 8;

/** Pure: the same facts give the same tier. */
export function tierOf(facts: DeviceFacts): DeviceTier {
  const { deviceMemoryGb, mobile, webgpu } = facts;
  // Who does not tell is taken for a computer with enough, but for a telephone: tabs end near 1.5 GB on those that do not tell.
  const memoryGb = deviceMemoryGb ?? (mobile ? 2 : LARGE_MEMORY_GB);
  const onCpu = cpuTier(facts, memoryGb);
  if (!webgpu) return onCpu;
  const instead = (reason: TierReason): DeviceTier => (onCpu.tier === 'basic' ? onCpu : { ...onCpu, reason });
  if (webgpu.software) return instead('software-gpu');
  if (webgpu.maxBufferSizeBytes < SMALL_GPU_BYTES) return instead('small-gpu');
  if (memoryGb < STANDARD_MEMORY_GB) return { tier: 'basic', reason: 'gpu-but-little-memory' };
  // Weights on the GPU are wanted in the system's memory, too, while they are read.
  const large = webgpu.maxBufferSizeBytes >= LARGE_GPU_BYTES && memoryGb >= LARGE_MEMORY_GB && !mobile;
  return large ? { tier: 'gpu-large', reason: 'large-gpu' } : { tier: 'gpu', reason: 'gpu' };
}

function cpuTier({ isolated, cores }: DeviceFacts, memoryGb: number): DeviceTier {
  if (!isolated || cores < 2) return { tier: 'basic', reason: 'one-thread' };
  if (memoryGb < STANDARD_MEMORY_GB) return { tier: 'basic', reason: 'little-memory' };
  return { tier: 'standard', reason: 'no-webgpu' };
}

/** The part of `navigator.gpu` used here. WebGPU §4. */
export interface GpuLike {
  requestAdapter(options?: { powerPreference?: 'high-performance' }): Promise<{
    readonly limits: { readonly maxBufferSize: number };
    readonly features: { has(name: string): boolean };
    readonly info?: {
      readonly vendor: string;
      readonly architecture: string;
      readonly description: string;
      /** Chromium 136 and later. */
      readonly isFallbackAdapter?: boolean;
    };
    /** Before that, and in Firefox. */
    readonly isFallbackAdapter?: boolean;
  } | null>;
}

/** The part of `navigator` used here. */
export interface NavigatorLike {
  readonly hardwareConcurrency: number;
  readonly deviceMemory?: number | undefined;
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  readonly userAgentData?: { readonly mobile?: boolean } | undefined;
  readonly gpu?: GpuLike | undefined;
}

/** Names of what draws and computes without a chip: SwiftShader, Mesa's llvmpipe, Windows' own. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render/i;

/**
 * Asks the browser. Requesting an adapter wakes the graphics process up, up to some 100 ms: only where somebody looks at
 * models, or has chosen one for WebGPU.
 */
export async function readDeviceFacts(navigator: NavigatorLike, isolated: boolean): Promise<DeviceFacts> {
  const { hardwareConcurrency, deviceMemory, userAgent, maxTouchPoints, userAgentData, gpu } = navigator;
  return {
    isolated,
    cores: hardwareConcurrency,
    deviceMemoryGb: deviceMemory,
    // iPads call themselves Macintosh; no Mac has a touch screen.
    mobile:
      userAgentData?.mobile ??
      (/Android|iPhone|iPad|Mobile/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)),
    // A driver that fails is no adapter.
    webgpu: gpu ? await gpuFacts(gpu).catch(() => undefined) : undefined,
  };
}

async function gpuFacts(gpu: GpuLike): Promise<GpuFacts | undefined> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return undefined;
  const { vendor = '', architecture = '', description = '', isFallbackAdapter } = adapter.info ?? {};
  const name = [...new Set([vendor, architecture, description])].filter(Boolean).join(' ');
  return {
    maxBufferSizeBytes: adapter.limits.maxBufferSize,
    shaderF16: adapter.features.has('shader-f16'),
    software: isFallbackAdapter === true || adapter.isFallbackAdapter === true || SOFTWARE.test(name),
    name,
  };
}
