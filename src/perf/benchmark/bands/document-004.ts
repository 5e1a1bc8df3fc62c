/** The bands of `004`, word for word. */
import { byMedian, spoken } from './readings';
import { type DocumentRules, goal } from './rule';

export const DOCUMENT_004: DocumentRules = {
  title: 'Voice Performance Tuning Guide',
  rules: [
    {
      area: 'Latency',
      unit: 'ms',
      band: '<200ms for end-to-end processing',
      read: spoken(),
      grade: goal((value) => value < 200),
    },
    {
      area: 'Throughput',
      unit: 'per_s',
      band: '1000+ audio chunks/second',
      read: byMedian(['throughput.vad-chunks-per-s'], 'Median, frames of 32 ms through the detector.'),
      grade: goal((value) => value >= 1000),
    },
    {
      area: 'Concurrency',
      unit: 'count',
      band: '100+ concurrent sessions',
      read: byMedian(['sessions.held'], 'Live microphones held in real time.'),
      grade: goal((value) => value >= 100),
    },
    {
      area: 'Memory',
      unit: 'mb',
      band: '<100MB per session',
      read: byMedian(['sessions.memory'], 'What one more session costs.'),
      grade: goal((value) => value < 100),
    },
  ],
};
