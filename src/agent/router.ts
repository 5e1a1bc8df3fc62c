import type { Skill, SkillMatch } from './skills/skill';

/** Who answers a turn: code, which knows, or the language model, which speaks. */
export type Route = { readonly kind: 'skill'; readonly match: SkillMatch } | { readonly kind: 'model' };

/** The first skill, in the order given, that claims the utterance; otherwise the model. Pure, so it may also run on a guess. */
export function route(text: string, skills: readonly Skill[]): Route {
  for (const skill of skills) {
    const match = skill.match(text);
    if (match) return { kind: 'skill', match };
  }
  return { kind: 'model' };
}
