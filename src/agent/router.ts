import { type ControlPhrase, controlPhrase } from './control-phrase';
import type { Skill, SkillMatch } from './skills/skill';

/** Who answers a turn: code, which knows, or the language model, which speaks. */
export type Route =
  /** A word to Sotto about Sotto: it is obeyed at once. */
  | { readonly kind: 'control'; readonly phrase: ControlPhrase }
  | { readonly kind: 'skill'; readonly match: SkillMatch }
  | { readonly kind: 'model' };

/** Control phrases first, then the first skill, in the order given, that claims the utterance; otherwise the model. Pure, so it may also run on a guess. */
export function route(text: string, skills: readonly Skill[]): Route {
  const phrase = controlPhrase(text);
  if (phrase) return { kind: 'control', phrase };
  for (const skill of skills) {
    const match = skill.match(text);
    if (match) return { kind: 'skill', match };
  }
  return { kind: 'model' };
}
