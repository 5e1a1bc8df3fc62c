/** The bands of `003`, word for word. */
import { byMedian, firstSound, routing, spoken } from './readings';
import { type DocumentRules, table } from './rule';

export const DOCUMENT_003: DocumentRules = {
  title: 'Performance Guide of the Real-Time Voice Assistant',
  rules: [
    {
      area: 'Total End-to-End',
      unit: 'ms',
      band: '< 200ms | < 500ms | > 500ms',
      read: spoken(),
      grade: table(200, 500),
    },
    {
      area: 'Audio Processing',
      unit: 'ms',
      band: '< 10ms | < 20ms | > 20ms',
      read: byMedian(['capture.resample'], 'Median, for one second of sound.'),
      grade: table(10, 20),
    },
    {
      area: 'VAD',
      unit: 'ms',
      band: '< 5ms | < 10ms | > 10ms',
      read: byMedian(['vad.frame'], 'Median, one frame of 32 ms.'),
      grade: table(5, 10),
    },
    {
      area: 'STT (streaming)',
      unit: 'ms',
      band: '< 50ms | < 100ms | > 100ms',
      read: byMedian((id) => id.startsWith('stt.partial.'), 'Median, first partial of all clips.'),
      grade: table(50, 100),
    },
    { area: 'NLP', unit: 'ms', band: '< 30ms | < 50ms | > 50ms', read: routing, grade: table(30, 50) },
    {
      area: 'Response Gen',
      unit: 'ms',
      band: '< 40ms | < 80ms | > 80ms',
      read: byMedian(['llm.first-token.reuse'], 'Median, first token with the prompt in the cache.'),
      grade: table(40, 80),
    },
    {
      area: 'TTS (first chunk)',
      unit: 'ms',
      band: '< 80ms | < 150ms | > 150ms',
      read: firstSound,
      grade: table(80, 150),
    },
  ],
};
