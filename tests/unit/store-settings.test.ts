import { expect, it } from 'vitest';
import { DEFAULT_RETENTION } from '../../src/store/metric';
import { readRetention, type SettingKey } from '../../src/store/settings';

const settings = (kept: Partial<Record<SettingKey, string>>) => ({ get: async (key: SettingKey) => kept[key] });

it('how much is kept is what the user chose', async () => {
  expect(await readRetention(settings({ retentionPoints: '500', retentionDays: '7' }))).toEqual({
    pointsPerSeries: 500,
    days: 7,
  });
});

it('what is missing or makes no sense takes its default', async () => {
  for (const text of [undefined, '', '0', '-3', '1.5', 'NaN', 'Infinity', '1e400', 'seven']) {
    const kept = text === undefined ? {} : { retentionPoints: text, retentionDays: text };
    expect(await readRetention(settings(kept))).toEqual(DEFAULT_RETENTION);
  }
});

it('the document of preferences counts before the single keys', async () => {
  const kept = { retentionPoints: '500', retentionDays: '7' };
  const document = JSON.stringify({ retentionPoints: 4000, retentionDays: 3 });
  expect(await readRetention(settings({ ...kept, preferences: document }))).toEqual({ pointsPerSeries: 4000, days: 3 });
  for (const text of ['', 'no json', '{}', '{"retentionDays":-1}', 'null']) {
    expect(await readRetention(settings({ ...kept, preferences: text }))).toEqual(DEFAULT_RETENTION);
  }
});
