import { expect, it } from 'vitest';
import { changeOf, isPreferenceKey } from '../../src/settings/preference-change';
import { activeProfile, changedBy, PROFILE_IDS, PROFILES, undoOf } from '../../src/settings/profiles';
import { DEFAULT_PREFERENCES, type Preferences, RANGES } from '../../src/store/preferences';

it.each(PROFILE_IDS)('%s holds only values that the document allows, on the steps of the page', (id) => {
  for (const [key, value] of Object.entries(PROFILES[id])) {
    expect(isPreferenceKey(key) && changeOf(key, value), key).toBeTruthy();
    const range = Object.entries(RANGES).find(([name]) => name === key)?.[1];
    if (!range || typeof value !== 'number') continue;
    const steps = (value - range.min) / range.step;
    expect(Math.abs(steps - Math.round(steps)), key).toBeLessThan(1e-9);
  }
});

it('all say the same keys, and no two are alike', () => {
  const keys = PROFILE_IDS.map((id) => Object.keys(PROFILES[id]).toSorted());
  for (const each of keys) expect(each).toEqual(keys[0]);
  expect(new Set(PROFILE_IDS.map((id) => JSON.stringify(PROFILES[id]))).size).toBe(PROFILE_IDS.length);
});

it('one is in use when all its choices are, and is taken back whole', () => {
  const before: Preferences = { ...DEFAULT_PREFERENCES, llmMaxTokens: 100, voiceRate: 1.5 };
  expect(activeProfile(before)).toBeUndefined();
  for (const id of PROFILE_IDS) {
    const after = { ...before, ...PROFILES[id] };
    expect(activeProfile(after)).toBe(id);
    expect(changedBy(id, after)).toEqual([]);
    expect(after.voiceRate).toBe(1.5);
    expect({ ...after, ...undoOf(id, before) }).toEqual(before);
  }
});
