/** A page with the store and nothing else: what the benchmark and the tests of the store drive. */
import { createAlertStore } from '../../../src/store/alerts';
import { createDatabase, openDatabase } from '../../../src/store/database';
import { createMemoryMetricStore } from '../../../src/store/memory-metrics';
import { MetricWriter } from '../../../src/store/metric-writer';
import { createMetricStore } from '../../../src/store/metrics';
import { quantileOf, resolutionFor, summarise } from '../../../src/store/rollup';
import { createSettingStore } from '../../../src/store/settings';
import { createTurnStore } from '../../../src/store/turns';
import { measureRead, measureWrite, seed } from './measure-store';

const sottoStore = {
  createAlertStore,
  createDatabase,
  createMemoryMetricStore,
  createMetricStore,
  createSettingStore,
  createTurnStore,
  measureRead,
  measureWrite,
  MetricWriter,
  openDatabase,
  quantileOf,
  resolutionFor,
  seed,
  summarise,
};

declare global {
  interface Window {
    sottoStore: typeof sottoStore;
  }
}

window.sottoStore = sottoStore;
