import { describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE, PROFILES, type ProfileId } from '../../src/perf/alerts/profiles';
import { checkRule } from '../../src/perf/alerts/rules';

/** The compiler keeps the list whole. */
const IDS: Record<ProfileId, true> = { '000': true, '001': true, '002': true, '003': true, '004': true };
const profiles = Object.values(PROFILES);
const conditionsOf = (id: ProfileId) => PROFILES[id].rules.map(({ condition }) => condition);

describe('the profiles', () => {
  it('are one for each document', () => {
    expect(profiles.map(({ id }) => id).sort()).toEqual(Object.keys(IDS).sort());
    for (const [key, { id }] of Object.entries(PROFILES)) expect(id).toBe(key);
  });

  it.each(profiles.flatMap(({ id, rules }) => rules.map((rule) => [id, rule.name, rule] as const)))(
    '%s: "%s" is a rule, with the words it stands on',
    (_, __, rule) => {
      expect(checkRule(rule)).toMatchObject({ ok: true });
      expect(rule.quote).toMatch(/^00\d: “.+”/);
    },
  );

  it.each(profiles)('$id names no rule twice, and sends nothing anywhere', ({ rules }) => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    expect(rules.filter(({ action }) => action === 'webhook')).toEqual([]);
  });

  it('begin with every figure that was asked for', () => {
    expect(DEFAULT_PROFILE).toBe('000');
    const severities = Object.fromEntries(PROFILES['000'].rules.map((rule) => [rule.condition, rule.severity]));
    expect(severities).toMatchObject({
      'latency > 3000': 'warning',
      'latency > 5000': 'alert',
      'memory_mb > 4096': 'alert',
      'storage_share > 90%': 'alert',
      'pressure >= 2': 'warning',
      'avg(busy_share, 1m) > 80%': 'warning',
      'error_rate > 5% and sum(errors) >= 2': 'alert',
      'avg(route) > 1000 and count(route) >= 5': 'warning',
      'capture.queue > 32': 'warning',
      'pipeline.queue > 2': 'warning',
      'p95(stt) > 800 and count(stt) >= 5': 'warning',
      'p95(llm) > 2000 and count(llm) >= 5': 'warning',
      'p95(tts) > 500 and count(tts) >= 5': 'warning',
      'p95(tool) > 1000 and count(tool) >= 5': 'warning',
    });
    expect(conditionsOf('000').some((condition) => condition.includes('avg(llm) > 3000'))).toBe(true);
  });

  it('keep the total of each document', () => {
    expect(conditionsOf('002')).toContain('avg(latency) > 5000 and count(latency) >= 5');
    expect(conditionsOf('002')).toContain('avg(route) > 1000 and count(route) >= 5');
    expect(conditionsOf('003')).toContain('latency > 500');
    expect(conditionsOf('004')).toContain('latency > 200');
  });
});
