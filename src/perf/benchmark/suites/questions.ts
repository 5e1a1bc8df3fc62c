/** The questions of the two documents that the end-to-end measures ask, word for word. */
import type { BenchmarkTargets, QuestionTopic } from '../targets';

export interface Question {
  /** Part of its series' ids and of its recording's: never changes. */
  slug: string;
  text: string;
  topic: QuestionTopic;
}

export const QUESTIONS: readonly Question[] = [
  // Performance Guide, “Latency Benchmark”.
  { slug: 'sum-2-2', text: "What's 2 + 2?", topic: 'sum' },
  { slug: 'list-files', text: 'List files in current directory', topic: 'files' },
  { slug: 'weather', text: "What's the weather like?", topic: 'weather' },
  { slug: 'calc-15-23', text: 'Calculate 15 * 23', topic: 'sum' },
  { slug: 'joke', text: 'Tell me a joke', topic: 'talk' },
  // Performance optimization guide, “Performance Testing Script”.
  { slug: 'calc-25-7', text: 'What is 25 times 7?', topic: 'sum' },
  { slug: 'weather-london', text: "What's the weather in London?", topic: 'weather' },
  { slug: 'list-files-2', text: 'List files in current directory', topic: 'files' },
  { slug: 'tip-45-50', text: 'Calculate 15% tip on $45.50', topic: 'sum' },
  { slug: 'weather-save', text: 'Get weather for Tokyo and save it', topic: 'workflow' },
];

/** Those that somebody answers properly. */
export function answerable(targets: Pick<BenchmarkTargets, 'canAnswer'>): readonly Question[] {
  return QUESTIONS.filter(({ topic }) => targets.canAnswer(topic));
}

/** The recording of a question. */
export function clipIdOf({ slug }: Question): string {
  return `question-${slug}`;
}
