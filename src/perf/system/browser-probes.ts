/** Every probe, of this browser. */
import { type AudioContextLike, audioContextProbe } from './audio-context';
import { batteryProbe, type NavigatorWithBattery } from './battery';
import { CaptureProbe } from './capture-flow';
import { GpuProbe } from './gpu';
import { jsHeapProbe, type PerformanceWithMemory } from './js-heap';
import { type MemoryMeasurer, memoryProbe } from './memory';
import { NetworkProbe } from './network';
import { pageBusyProbe } from './page-busy';
import { PlaybackProbe } from './playback-flow';
import { PressureProbe } from './pressure';
import type { NowMs, Probe } from './probe';
import { storageProbe } from './storage';
import { visibilityProbe } from './visibility';
import { WorkerProbe } from './workers';

export interface BrowserProbes {
  all: readonly Probe[];
  /** To be fed with what others are told. */
  workers: WorkerProbe;
  network: NetworkProbe;
  capture: CaptureProbe;
  playback: PlaybackProbe;
  pressure: PressureProbe;
  gpu: GpuProbe;
  memory: Probe;
}

export interface BrowserProbesOptions {
  /** What the page observes of itself. */
  page: { readonly longMs: number | undefined; readonly networkBytes: number | undefined };
  /** The output, once there is one. */
  audioContext: () => AudioContextLike | undefined;
  nowMs: NowMs;
}

/** Finds out what this browser tells. */
export function browserProbes({ page, audioContext, nowMs }: BrowserProbesOptions): BrowserProbes {
  const observed = globalThis.PerformanceObserver?.supportedEntryTypes ?? [];
  const workers = new WorkerProbe(observed.includes('measure'), nowMs);
  const network = new NetworkProbe(() => page.networkBytes, nowMs);
  const capture = new CaptureProbe(nowMs);
  const playback = new PlaybackProbe(nowMs);
  const pressure = new PressureProbe('PressureObserver' in globalThis, nowMs);
  // Undefined in browsers without WebGPU, and outside of secure contexts.
  const gpu = new GpuProbe(navigator.gpu ?? undefined, nowMs);
  const timeline: Performance & PerformanceWithMemory & MemoryMeasurer = performance;
  const device: Navigator & NavigatorWithBattery = navigator;
  const memory = memoryProbe(timeline, globalThis.crossOriginIsolated === true, nowMs);
  const all = [
    jsHeapProbe(timeline, nowMs),
    memory,
    storageProbe(navigator.storage ?? undefined, nowMs),
    pageBusyProbe(() => page.longMs, nowMs),
    pressure,
    workers,
    gpu,
    audioContextProbe(audioContext, 'AudioContext' in globalThis, nowMs),
    capture,
    playback,
    network,
    batteryProbe(device, nowMs),
    visibilityProbe(document, nowMs),
  ];
  return { all, workers, network, capture, playback, pressure, gpu, memory };
}
