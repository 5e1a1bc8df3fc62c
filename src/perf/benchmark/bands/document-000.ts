/** The bands of `000`, word for word. */
import { BUDGETS, LIMITS } from '../../budgets';
import { questionIds } from '../run-samples';
import { average, byMedian, firstOf, firstSound, NO_CPU, noReading, peakMemory, replyPart, spoken } from './readings';
import { type DocumentRules, table } from './rule';

export const DOCUMENT_000: DocumentRules = {
  title: 'Performance Guide of the AI Voice Agent',
  rules: [
    {
      area: 'Latency',
      unit: 'ms',
      band: 'latency.avg_ms < 2000: "Excellent", < 5000: "Good", else: "Needs Improvement"',
      read: average(
        questionIds('typed', '000'),
        'Mean of the typed questions that can be answered, to the first audible sample.',
      ),
      grade: (value) => (value < 2000 ? 'Excellent' : value < 5000 ? 'Good' : 'Needs Improvement'),
    },
    {
      area: 'Throughput',
      unit: 'per_s',
      band: 'throughput.requests_per_sec > 5: "Excellent", > 2: "Good", else: "Needs Improvement"',
      read: average(['throughput.requests-per-s'], 'Mean over the whole duration.'),
      grade: (value) => (value > 5 ? 'Excellent' : value > 2 ? 'Good' : 'Needs Improvement'),
    },
    {
      area: 'Memory',
      unit: 'mb',
      band: 'memory.peak_mb < 2048: "Excellent", < 4096: "Good", else: "Needs Improvement"',
      read: peakMemory,
      grade: (value) =>
        value < LIMITS.goodMemoryMb ? 'Excellent' : value < LIMITS.memoryMb ? 'Good' : 'Needs Improvement',
    },
    {
      area: 'End-to-End Latency',
      unit: 'ms',
      band: '< 2s | < 5s | > 5s',
      read: spoken('000'),
      grade: table(BUDGETS.pipeline.goodMs, BUDGETS.pipeline.acceptableMs),
    },
    {
      area: 'STT Processing',
      unit: 'ms',
      band: '< 500ms | < 1s | > 1s',
      read: byMedian(['stt.final.3s'], 'Median, a clip of 3 s that is there at once.'),
      grade: table(BUDGETS.stt.goodMs, BUDGETS.stt.acceptableMs),
    },
    {
      area: 'LLM Response',
      unit: 'ms',
      band: '< 1s | < 3s | > 3s',
      read: firstOf(
        replyPart,
        byMedian(['llm.first-token.reuse'], 'Median, first token, as no question was measured end to end.'),
      ),
      grade: table(BUDGETS.llm.goodMs, BUDGETS.llm.acceptableMs),
    },
    {
      area: 'TTS Generation',
      unit: 'ms',
      band: '< 300ms | < 800ms | > 800ms',
      read: firstSound,
      grade: table(BUDGETS.tts.goodMs, BUDGETS.tts.acceptableMs),
    },
    {
      area: 'Memory Usage',
      unit: 'mb',
      band: '< 2GB | < 4GB | > 4GB',
      read: peakMemory,
      grade: table(LIMITS.goodMemoryMb, LIMITS.memoryMb),
    },
    {
      area: 'CPU Usage (idle)',
      unit: 'share',
      band: '< 10% | < 25% | > 25%',
      read: noReading,
      grade: table(0.1, 0.25),
      missing: NO_CPU,
    },
  ],
};
