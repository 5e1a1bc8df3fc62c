/** Settings and their values in words. */

import { words } from '../text/settings/words';
import { currentLocale } from '../text/text';
import type { ControlView, FieldKey, ValueUnit } from './settings-view';

interface ChoiceWords {
  title: string;
  about: string;
}

/** The words of one value of a setting with few of them. */
export function choiceWords(key: FieldKey, value: string): ChoiceWords {
  const choices: Partial<Record<FieldKey, Readonly<Record<string, ChoiceWords>>>> = words().choices;
  return choices[key]?.[value] ?? { title: value, about: '' };
}

/** What leaving the choice to the system or to Sotto is called. */
export function automaticWords(key: FieldKey): string {
  const automatic: Partial<Record<FieldKey, string>> = words().automatic;
  return automatic[key] ?? words().none;
}

export function number(value: number): string {
  return new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 2 }).format(value);
}

export function numberWords(value: number, unit: ValueUnit): string {
  const { units } = words();
  switch (unit) {
    case 'factor':
      return units.factor(number(value));
    case 'ms':
      return units.ms(number(value));
    case 'points':
      return units.points(value, number(value));
    case 'tokens':
    case 'beams':
    case 'exchanges':
    case 'days':
      return units[unit](value);
    case 'plain':
      return number(value);
  }
}

/** What a setting is, in a few words. */
export function valueWords(key: FieldKey, control: ControlView): string {
  const { on, off, none, elsewhere } = words();
  switch (control.kind) {
    case 'switch':
      return control.on ? on : off;
    case 'radio':
      return choiceWords(key, control.value).title;
    case 'select': {
      if (control.value === control.automatic) return automaticWords(key);
      return control.options.find(({ value }) => value === control.value)?.label ?? elsewhere;
    }
    case 'range':
      return numberWords(control.value, control.unit);
    case 'address':
      return control.value || none;
    case 'addresses':
      return control.values.join(', ') || none;
  }
}
