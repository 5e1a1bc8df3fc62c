import { describe, expect, it } from 'vitest';
import { BUDGETS, bandOf, budgetOf, memoryBandOf } from '../../src/perf/budgets';
import type { Component } from '../../src/store/metric';

describe('the budgets', () => {
  it.each<[Component, number]>([
    ['stt', 800],
    ['llm', 2000],
    ['tts', 500],
    ['tool', 1000],
    ['route', 1000],
    ['pipeline', 3000],
  ])('give %s %d ms', (component, budgetMs) => expect(budgetOf(component)?.budgetMs).toBe(budgetMs));

  it.each(Object.entries(BUDGETS))('of %s lie within what is acceptable', (_, { goodMs, acceptableMs, budgetMs }) => {
    expect(goodMs).toBeLessThan(acceptableMs);
    expect(budgetMs).toBeGreaterThanOrEqual(goodMs);
    expect(budgetMs).toBeLessThanOrEqual(acceptableMs);
  });

  it.each<[Component, number, string | undefined]>([
    ['pipeline', 0, 'good'],
    ['pipeline', 1999.9, 'good'],
    ['pipeline', 2000, 'acceptable'],
    ['pipeline', 5000, 'acceptable'],
    ['pipeline', 5000.1, 'poor'],
    ['stt', 499, 'good'],
    ['stt', 1001, 'poor'],
    ['llm', 3000, 'acceptable'],
    ['tts', 801, 'poor'],
    ['vad', 10_000, undefined],
    ['system', 1, undefined],
  ])('judge %s at %d ms as %s', (component, valueMs, band) => expect(bandOf(component, valueMs)).toBe(band));

  it('judge memory too', () =>
    expect([2047, 2048, 4096, 4097].map(memoryBandOf)).toEqual(['good', 'acceptable', 'acceptable', 'poor']));
});
