import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { VerdictCount, VerdictKey } from './comparison-view';
import type { GradeView } from './results-view';

/** Words and shape of each: neither is told by colour alone. */
const VERDICTS: Readonly<Record<VerdictKey, { words: string; glyph: SVGTemplateResult }>> = {
  regressed: { words: 'regressed', glyph: svg`<path d="M6 .8 11.6 11H.4z"></path>` },
  improved: { words: 'improved', glyph: svg`<path class="stroke" d="M1.5 6.5 4.5 9.5 10.5 2.5"></path>` },
  inconclusive: { words: 'inconclusive', glyph: svg`<circle class="stroke dashed" cx="6" cy="6" r="4.75"></circle>` },
  'within-noise': { words: 'within noise', glyph: svg`<path class="stroke" d="M1 6q2.5-4 5 0t5 0"></path>` },
};

const GRADES: Readonly<Record<GradeView, { look: string; glyph: SVGTemplateResult }>> = {
  Excellent: { look: 'excellent', glyph: svg`<circle cx="6" cy="6" r="5"></circle>` },
  Good: {
    look: 'fair',
    glyph: svg`<path d="M1 6a5 5 0 0 0 10 0z"></path><circle class="stroke" cx="6" cy="6" r="4.5"></circle>`,
  },
  'Needs Improvement': { look: 'poor', glyph: svg`<path d="M6 .8 11.6 11H.4z"></path>` },
};

function chip(look: string, glyph: SVGTemplateResult, words: unknown): TemplateResult {
  return html`<span class="chip ${look}"
    ><svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">${glyph}</svg><span>${words}</span></span
  >`;
}

export function verdictChip(verdict: VerdictKey): TemplateResult {
  const { words, glyph } = VERDICTS[verdict];
  return chip(verdict, glyph, words);
}

/** How many of each; nothing without any. */
export function verdictCounts(counts: readonly VerdictCount[]): TemplateResult | typeof nothing {
  if (counts.length === 0) return nothing;
  return html`<ul class="chips" aria-label="Verdicts">
    ${counts.map(({ verdict, count }) => {
      const { words, glyph } = VERDICTS[verdict];
      return html`<li>${chip(`${verdict} boxed`, glyph, html`<b>${count}</b> ${words}`)}</li>`;
    })}
  </ul>`;
}

/** Undefined: not measured. */
export function gradeChip(grade: GradeView | undefined): TemplateResult {
  if (!grade) return html`<span class="absent">not measured</span>`;
  const { look, glyph } = GRADES[grade];
  return chip(look, glyph, grade);
}

/** Whether a limit is met. */
export function metChip(met: boolean | undefined): TemplateResult {
  if (met === undefined) return html`<span class="absent">not measured</span>`;
  return met ? chip('improved', VERDICTS.improved.glyph, 'met') : chip('poor', VERDICTS.regressed.glyph, 'not met');
}
