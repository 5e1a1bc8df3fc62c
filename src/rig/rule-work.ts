/** Routing and skills: microseconds each, so a sample is many of them. */
import { route } from '../agent/router';
import type { Skill } from '../agent/skills/skill';
import type { SkillTarget } from '../perf/benchmark/targets';

/** A browser's clock may have steps of 100 µs: a sample must be far longer than one. */
const ROUNDS = 200;

/** One question by the rules: ms, the mean of a few hundred. */
export function timeRouting(text: string, skills: readonly Skill[]): number {
  const start = performance.now();
  for (let i = 0; i < ROUNDS; i++) route(text, skills);
  return (performance.now() - start) / ROUNDS;
}

export function skillTargets(skills: readonly Skill[]): SkillTarget[] {
  return skills.map(({ id, examples }) => ({ id, question: examples[0] ?? '' }));
}

/** One skill's match and answer to its first example: ms, the mean of a few hundred. */
export async function timeSkill(
  id: string,
  skills: readonly Skill[],
  context: { locale: string; timeZone: string },
  signal: AbortSignal,
): Promise<number> {
  const skill = skills.find((candidate) => candidate.id === id);
  const question = skill?.examples[0] ?? '';
  const start = performance.now();
  for (let i = 0; i < ROUNDS; i++) await skill?.match(question)?.run({ ...context, now: new Date() }, signal);
  return (performance.now() - start) / ROUNDS;
}
