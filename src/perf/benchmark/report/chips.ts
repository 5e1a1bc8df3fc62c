/** Words with a ground of their own: grades and verdicts. */
import type { Verdict } from '../compare';
import type { Grade } from '../grades';
import { html, type Markup } from './markup';

const GRADES: Readonly<Record<Grade, string>> = { Excellent: 'good', Good: 'middle', 'Needs Improvement': 'bad' };

export function gradeChip(grade: Grade | undefined): Markup {
  return grade
    ? html`<span class="chip ${GRADES[grade]}">${grade}</span>`
    : html`<span class="chip none">not measured</span>`;
}

const VERDICTS: Readonly<Record<Verdict, { words: string; look: string }>> = {
  regressed: { words: 'regressed', look: 'bad' },
  improved: { words: 'improved', look: 'good' },
  inconclusive: { words: 'inconclusive', look: 'middle' },
  'within-noise': { words: 'within noise', look: 'none' },
};

export function verdictChip(verdict: Verdict): Markup {
  const { words, look } = VERDICTS[verdict];
  return html`<span class="chip ${look}">${words}</span>`;
}

export function metChip(met: boolean | undefined): Markup {
  if (met === undefined) return html`<span class="chip none">not measured</span>`;
  return met ? html`<span class="chip good">kept</span>` : html`<span class="chip bad">broken</span>`;
}
