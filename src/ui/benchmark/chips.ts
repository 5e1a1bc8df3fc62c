import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { notMeasured } from '../dashboard/plain-sections';
import { benchmarkText } from '../text/benchmark/words';
import type { VerdictCount, VerdictKey } from './comparison-view';
import type { GradeView } from './results-view';

/** The shape of each: none is told by colour alone. */
const VERDICTS: Readonly<Record<VerdictKey, SVGTemplateResult>> = {
  regressed: svg`<path d="M6 .8 11.6 11H.4z"></path>`,
  improved: svg`<path class="stroke" d="M1.5 6.5 4.5 9.5 10.5 2.5"></path>`,
  inconclusive: svg`<circle class="stroke dashed" cx="6" cy="6" r="4.75"></circle>`,
  'within-noise': svg`<path class="stroke" d="M1 6q2.5-4 5 0t5 0"></path>`,
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
  return chip(verdict, VERDICTS[verdict], benchmarkText().comparison.verdicts[verdict]);
}

/** How many of each; nothing without any. */
export function verdictCounts(counts: readonly VerdictCount[]): TemplateResult | typeof nothing {
  if (counts.length === 0) return nothing;
  const text = benchmarkText().comparison;
  return html`<ul class="chips" aria-label=${text.verdictList}>
    ${counts.map(({ verdict, count }) => {
      const words = html`<b>${count}</b> ${text.verdicts[verdict]}`;
      return html`<li>${chip(`${verdict} boxed`, VERDICTS[verdict], words)}</li>`;
    })}
  </ul>`;
}

/** Undefined: not measured. */
export function gradeChip(grade: GradeView | undefined): TemplateResult {
  if (!grade) return notMeasured();
  const { look, glyph } = GRADES[grade];
  return chip(look, glyph, benchmarkText().results.gradeNames[grade]);
}

/** Whether a limit is met. */
export function metChip(met: boolean | undefined): TemplateResult {
  if (met === undefined) return notMeasured();
  const text = benchmarkText().results;
  return met ? chip('improved', VERDICTS.improved, text.met) : chip('poor', VERDICTS.regressed, text.notMet);
}
