/** One line of the table that turns written English into words a voice reads right. */
export interface Rule {
  /** Names the rule in a failing test. */
  readonly name: string;
  /** Always global: a rule is applied to every place it fits. */
  readonly pattern: RegExp;
  readonly replace: string | ((match: string, ...groups: string[]) => string);
}

/** Applies `rules` to `text`, each once, in the order given. */
export function applyRules(text: string, rules: readonly Rule[]): string {
  return rules.reduce(
    (result, { pattern, replace }) =>
      // Two calls, because `String.replace` has one overload for each kind of replacement.
      typeof replace === 'string' ? result.replace(pattern, replace) : result.replace(pattern, replace),
    text,
  );
}
