import type { Locale } from './text';

/** Forms by the names of CLDR; what a language does not tell apart is left out. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = new Map<Locale, Intl.PluralRules>();

/** The form that goes with a count: English and German know two, Arabic six. */
export function plural(locale: Locale, count: number, forms: PluralForms): string {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return forms[known.select(count)] ?? forms.other;
}
