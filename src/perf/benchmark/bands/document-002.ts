/** The bands of `002`, word for word. */
import { BUDGETS } from '../../budgets';
import { audioDelay, byMedian, NO_CPU, noReading, peakMemory, routing, spoken } from './readings';
import { type DocumentRules, table } from './rule';

export const DOCUMENT_002: DocumentRules = {
  title: 'Performance Optimization Guide of the multi-agent voice system',
  rules: [
    {
      area: 'Voice Response Time',
      unit: 'ms',
      band: '< 2 seconds | < 5 seconds | Total time from speech end to response start',
      read: spoken('002'),
      grade: table(2000, 5000),
    },
    {
      area: 'Agent Routing Time',
      unit: 'ms',
      band: '< 0.5 seconds | < 1 second | Time to select appropriate agent',
      read: routing,
      grade: table(BUDGETS.route.goodMs, BUDGETS.route.acceptableMs),
    },
    {
      area: 'Memory Usage',
      unit: 'mb',
      band: '< 4GB | < 8GB | Total system memory consumption',
      read: peakMemory,
      grade: table(4096, 8192),
    },
    {
      area: 'CPU Usage',
      unit: 'share',
      band: '< 50% | < 80% | Average CPU utilization during operation',
      read: noReading,
      grade: table(0.5, 0.8),
      missing: NO_CPU,
    },
    {
      area: 'Audio Latency',
      unit: 'ms',
      band: '< 100ms | < 300ms | Delay between audio input and processing',
      read: audioDelay,
      grade: table(BUDGETS.playback.goodMs, BUDGETS.playback.acceptableMs),
    },
    {
      area: 'Multi-Agent Workflow',
      unit: 'ms',
      band: '< 10 seconds | < 20 seconds | Complex multi-step task completion',
      read: byMedian(['latency.typed.weather-save'], 'Median, to the first audible sample of the answer.'),
      grade: table(10_000, 20_000),
      missing: 'Workflows are not built.',
    },
  ],
};
