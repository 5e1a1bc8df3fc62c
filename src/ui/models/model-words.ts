/** Figures of the models in words, in the language of the page. */
import { formatBytes, formatSeconds, percent } from '../format';
import { modelsText } from '../text/models/words';
import { currentLocale } from '../text/text';
import type { CardState, CardView, MeasuredView } from './models-view';

/** Seconds as one rounded piece: `12 seconds`, `3 minutes`, `2 hours`. */
export function timeWords(seconds: number): string {
  const { seconds: ofSeconds, minutes, hours } = modelsText();
  if (seconds < 60) return ofSeconds(Math.max(1, Math.round(seconds)));
  if (seconds < 3600) return minutes(Math.round(seconds / 60));
  return hours(Math.round(seconds / 3600));
}

/** How a language is called, as `English`; the tag where the browser knows no name. */
export function languageWords(tags: readonly string[] | 'many'): string {
  if (tags === 'many') return modelsText().manyLanguages;
  const names = new Intl.DisplayNames(currentLocale(), { type: 'language', fallback: 'code' });
  return new Intl.ListFormat(currentLocale(), { type: 'unit', style: 'short' }).format(
    tags.map((tag) => names.of(tag) ?? tag),
  );
}

/** Without what SPDX puts before a licence that is not on its list. */
export function licenceWords(licence: string): string {
  return licence.replace('LicenseRef-', '').replaceAll('-', ' ');
}

/** How much of a model is here: `34 MB of 80 MB · 43 %`, or `34 MB` where nobody has told its size. */
export function loadedWords(loadedBytes: number, totalBytes: number | undefined): string {
  const loaded = formatBytes(loadedBytes);
  if (!totalBytes) return loaded;
  const share = new Intl.NumberFormat(currentLocale(), { style: 'percent' }).format(
    percent(loadedBytes, totalBytes) / 100,
  );
  return `${modelsText().loadedOf(loaded, formatBytes(totalBytes))} · ${share}`;
}

/** What a download is doing, in one line. */
export function downloadWords(card: CardView, state: Extract<CardState, { kind: 'downloading' }>): string {
  const words = modelsText();
  const parts = [words.steps[state.step]];
  if (state.step !== 'asking') parts.push(loadedWords(state.loadedBytes, card.sizeBytes));
  if (state.step === 'fetching' && state.bytesPerSecond) parts.push(words.pace(formatBytes(state.bytesPerSecond)));
  if (state.step === 'fetching' && state.etaS !== undefined) parts.push(words.left(timeWords(state.etaS)));
  return parts.join(' · ');
}

export function measuredWords({ key, value }: MeasuredView): string {
  const words = modelsText().measuredKeys;
  if (key !== 'tokens-per-second') return words[key](formatSeconds(value, 1000));
  return words[key](new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 1 }).format(value));
}
