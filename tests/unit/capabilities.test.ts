import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Capabilities, type Lack, supportOf } from '../../src/capabilities';

const FOLDER = new URL('./capability-sets/', import.meta.url);
const flag = v.boolean();
const setSchema = v.object({
  browser: v.string(),
  /** `recorded`: read off the running browser. `reasoned`: from the sources. */
  how: v.picklist(['recorded', 'reasoned']),
  sources: v.pipe(v.array(v.string()), v.minLength(1)),
  has: v.strictObject({
    secureContext: flag,
    wasmSimd: flag,
    audioWorklet: flag,
    syncFiles: flag,
    crossOriginIsolated: flag,
    serviceWorker: flag,
    webGpu: flag,
    wakeLock: flag,
    mediaSession: flag,
    computePressure: flag,
    speakerChoice: flag,
    speechSynthesis: flag,
  }) satisfies v.GenericSchema<Capabilities>,
});
const readSet = (name: string) => v.parse(setSchema, JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')));

/** What each goes without. */
const EXPECTED: Readonly<Record<string, readonly Lack[]>> = {
  'chromium-156-desktop': [],
  'chromium-android': ['speaker-choice'],
  'firefox-153-desktop': ['gpu-models', 'heat-awareness', 'speaker-choice'],
  'safari-17-desktop': ['gpu-models', 'screen-stays-on', 'heat-awareness', 'speaker-choice'],
  'safari-17-ios': ['gpu-models', 'screen-stays-on', 'heat-awareness', 'speaker-choice'],
  'safari-18-desktop': ['gpu-models', 'screen-stays-on', 'heat-awareness', 'speaker-choice'],
  'safari-18-ios': ['gpu-models', 'screen-stays-on', 'heat-awareness', 'speaker-choice'],
};

describe('in other browsers', () => {
  it('each set that is kept is judged', () => {
    const names = readdirSync(FOLDER).map((name) => name.replace('.json', ''));
    expect(names.sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.keys(EXPECTED))('%s works, and goes without what it lacks alone', (name) => {
    expect(supportOf(readSet(name).has)).toEqual({ kind: 'works', without: EXPECTED[name] });
  });
});

describe('what is missing', () => {
  const all = readSet('chromium-156-desktop').has;

  it.each([
    ['secureContext', 'insecure-context'],
    ['wasmSimd', 'wasm-simd-missing'],
    ['audioWorklet', 'worklet-missing'],
    ['syncFiles', 'storage-unavailable'],
  ] as const)('without %s Sotto does not run', (capability, because) => {
    expect(supportOf({ ...all, [capability]: false })).toEqual({ kind: 'none', because });
  });

  it('takes threads only where no service worker can isolate the page either', () => {
    expect(supportOf({ ...all, crossOriginIsolated: false })).toEqual({ kind: 'works', without: [] });
    expect(supportOf({ ...all, crossOriginIsolated: false, serviceWorker: false })).toEqual({
      kind: 'works',
      without: ['threads', 'offline'],
    });
  });
});
