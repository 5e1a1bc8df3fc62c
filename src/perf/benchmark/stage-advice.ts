/** What to do about the stage that a wait is mostly made of, and what it gains by the run's own numbers. */
import type { BenchmarkRun, SampleSeries } from '../../store/benchmark-run';
import type { Part } from '../../store/turn-record';
import type { Recommendation } from './recommendations';
import { figure } from './report/figures';
import { measured, measuredOne, middleOf, pooledPart } from './run-samples';
import { percentileOf, sortedOf } from './statistics/percentile';

export interface Bottleneck {
  run: BenchmarkRun;
  /** The end-to-end series it was found in. */
  series: readonly SampleSeries[];
  part: Part;
  meanMs: number;
}

/** A first clause may be this short and still say something: `Sure, here is one.` */
const SHORT_CLAUSE_TOKENS = 5;

export function stageAdvice(found: Bottleneck): Recommendation {
  switch (found.part) {
    case 'vad':
      return endOfTurn(found);
    case 'stt':
      return againstQuickest(found, 'Choose a smaller recogniser, or one of fewer bits');
    case 'routing':
      return againstQuickest(found, 'Route more questions by rules');
    case 'tool':
      return slowestSkill(found);
    case 'llm':
      return languageModel(found);
    case 'tts':
      return voice(found);
    case 'audioOut':
      return againstQuickest(found, 'Use an output with less delay: wired rather than wireless');
  }
}

function endOfTurn({ meanMs }: Bottleneck): Recommendation {
  return {
    title: 'Choose “Hold to talk”, or “Quick” for pauses',
    because: `It is the silence waited for before a turn counts as over. A button that is let go ends the turn at once: ${figure(meanMs)} − 0 ms = ${figure(meanMs)}, at most; “Quick” gains a part of it.`,
    gainMs: meanMs,
  };
}

/** What would be gained if every turn were as quick as the quickest quarter: what the device has shown that it can do. */
function againstQuickest({ series, part, meanMs }: Bottleneck, title: string): Recommendation {
  const quickMs = percentileOf(sortedOf(pooledPart(series, part)), 0.25);
  return {
    title,
    because: `The quickest quarter of the turns took ${figure(quickMs)} or less; if all did: ${figure(meanMs)} − ${figure(quickMs)} = ${figure(meanMs - quickMs)}.`,
    gainMs: meanMs - quickMs,
  };
}

function slowestSkill(found: Bottleneck): Recommendation {
  const skills = measured(found.run, (id) => id.startsWith('skill.'))
    .map(({ id, samples }) => ({ id: id.slice('skill.'.length), ms: middleOf(samples) ?? 0 }))
    .sort((a, b) => b.ms - a.ms);
  const slowest = skills[0];
  // Elsewhere than in the skills that were measured alone.
  if (!slowest || slowest.ms < found.meanMs / 2) return againstQuickest(found, 'Keep the results of tools');
  return {
    title: `Make the skill "${slowest.id}" quicker, or keep its results`,
    because: `It is the slowest of ${skills.length}, with a median of ${figure(slowest.ms)}. A result that is kept takes none of it: ${figure(slowest.ms)} − 0 ms = ${figure(slowest.ms)}.`,
    gainMs: slowest.ms,
  };
}

/** The time to the first clause is the first token's and that of the tokens after it. */
function languageModel(found: Bottleneck): Recommendation {
  const { run, series } = found;
  const replies = pooledPart(series, 'llm').filter((ms) => ms > 1);
  const clauseMs = middleOf(replies);
  const firstTokenMs = middleOf(measuredOne(run, 'llm.first-token.reuse')?.samples ?? []);
  const tokensPerS = middleOf(measuredOne(run, 'llm.tokens-per-s')?.samples ?? []);
  if (clauseMs !== undefined && firstTokenMs !== undefined && tokensPerS) {
    const shortMs = firstTokenMs + ((SHORT_CLAUSE_TOKENS - 1) * 1000) / tokensPerS;
    if (clauseMs > shortMs) {
      return {
        title: 'Have replies begin with a shorter clause',
        because: `The first clause takes ${figure(clauseMs)}. One of ${SHORT_CLAUSE_TOKENS} tokens takes ${figure(firstTokenMs)} to the first token and ${SHORT_CLAUSE_TOKENS - 1} more at ${tokensPerS.toFixed(1)} a second: ${figure(shortMs)}. ${figure(clauseMs)} − ${figure(shortMs)} = ${figure(clauseMs - shortMs)} for what the model answers.`,
        gainMs: clauseMs - shortMs,
      };
    }
  }
  return againstQuickest(found, 'Choose a smaller language model');
}

function voice(found: Bottleneck): Recommendation {
  const shortMs = middleOf(measuredOne(found.run, 'tts.first-pcm.4w')?.samples ?? []);
  if (shortMs === undefined || shortMs >= found.meanMs) return againstQuickest(found, 'Choose a quicker voice');
  return {
    title: 'Speak a shorter first clause',
    because: `A clause of 4 words sounds after ${figure(shortMs)} (median): ${figure(found.meanMs)} − ${figure(shortMs)} = ${figure(found.meanMs - shortMs)}.`,
    gainMs: found.meanMs - shortMs,
  };
}
