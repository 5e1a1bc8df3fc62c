/** What a browser has of all that Sotto can use, and what follows from it: pure, so that other browsers can be reasoned about. */

/** Each is whether the browser has it. */
export interface Capabilities {
  secureContext: boolean;
  wasmSimd: boolean;
  audioWorklet: boolean;
  /** Files of the page's own that a worker reads and writes at once. */
  syncFiles: boolean;
  crossOriginIsolated: boolean;
  serviceWorker: boolean;
  webGpu: boolean;
  wakeLock: boolean;
  mediaSession: boolean;
  computePressure: boolean;
  /** Sound can be sent to a loudspeaker that the user picks. */
  speakerChoice: boolean;
  speechSynthesis: boolean;
}

/** What a user goes without. */
export type Lack =
  | 'threads'
  | 'offline'
  | 'gpu-models'
  | 'screen-stays-on'
  | 'headset-keys'
  | 'heat-awareness'
  | 'speaker-choice'
  | 'system-voices';

export type Support =
  | { kind: 'none'; because: 'insecure-context' | 'wasm-simd-missing' | 'worklet-missing' | 'storage-unavailable' }
  | { kind: 'works'; without: readonly Lack[] };

/** What follows from the capabilities: in which order they matter is the order in which they are told. */
export function supportOf(has: Capabilities): Support {
  if (!has.secureContext) return { kind: 'none', because: 'insecure-context' };
  if (!has.wasmSimd) return { kind: 'none', because: 'wasm-simd-missing' };
  if (!has.audioWorklet) return { kind: 'none', because: 'worklet-missing' };
  if (!has.syncFiles) return { kind: 'none', because: 'storage-unavailable' };
  const lacks: readonly [Lack, boolean][] = [
    // Where the host sets no headers a service worker isolates the page.
    ['threads', has.crossOriginIsolated || has.serviceWorker],
    ['offline', has.serviceWorker],
    ['gpu-models', has.webGpu],
    ['screen-stays-on', has.wakeLock],
    ['headset-keys', has.mediaSession],
    ['heat-awareness', has.computePressure],
    ['speaker-choice', has.speakerChoice],
    ['system-voices', has.speechSynthesis],
  ];
  return { kind: 'works', without: lacks.filter(([, there]) => !there).map(([lack]) => lack) };
}

/** Reads them off this realm: a page's. `wasmSimd` is found out by whoever has a module to try. */
export function readCapabilities(realm: typeof globalThis, wasmSimd: boolean): Capabilities {
  const { navigator } = realm;
  return {
    secureContext: realm.isSecureContext,
    wasmSimd,
    audioWorklet: typeof realm.AudioWorkletNode === 'function',
    // `createSyncAccessHandle` itself is hidden from pages in some browsers, and there in every worker that has the folder.
    syncFiles: typeof navigator.storage?.getDirectory === 'function',
    crossOriginIsolated: realm.crossOriginIsolated,
    serviceWorker: 'serviceWorker' in navigator,
    webGpu: 'gpu' in navigator,
    wakeLock: 'wakeLock' in navigator,
    mediaSession: 'mediaSession' in navigator,
    computePressure: 'PressureObserver' in realm,
    speakerChoice: typeof realm.AudioContext === 'function' && 'setSinkId' in realm.AudioContext.prototype,
    speechSynthesis: 'speechSynthesis' in realm,
  };
}
