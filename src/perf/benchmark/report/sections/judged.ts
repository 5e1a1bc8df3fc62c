/** What follows from the figures: advice, the grades of the documents, the promises. */
import { gradesOf } from '../../grades';
import { recommendationsOf } from '../../recommendations';
import { slaOf } from '../../sla';
import { gradeChip, metChip } from '../chips';
import type { Figured } from '../figured-run';
import { figure, formatValue } from '../figures';
import { html } from '../markup';
import { type Section, scrolled } from './parts';

export function adviceSection({ run }: Figured): Section {
  const all = recommendationsOf(run);
  return {
    id: 'advice',
    title: 'What would make it quicker',
    body: all.length
      ? html`<p class="lead">What the wait is mostly made of comes first. Each gain is worked out of this run's own numbers.</p><ul class="advice">${all.map(({ title, because, gainMs }) => html`<li><span class="gain">${gainMs === undefined ? html`<span class="soft">not known</span>` : `−${figure(gainMs)}`}</span><div><h3>${title}</h3><p>${because}</p></div></li>`)}</ul>`
      : html`<p>Nothing in this run's numbers asks for a change.</p>`,
  };
}

/** Characters that stay on one line. */
const SHORT_BAND = 32;

export function gradesSection({ run }: Figured): Section {
  const documents = gradesOf(run).map(
    ({ document, title, rows, overall }) =>
      html`<div><h3>${document}, ${title} ${gradeChip(overall)}</h3>${scrolled(
        `Grades by ${document}`,
        html`<table class="bands"><thead><tr><th scope="col">Area</th><th scope="col" class="number">Here</th><th scope="col">Grade</th><th scope="col">The document's words</th><th scope="col">What was taken</th></tr></thead><tbody>${rows.map((row) => html`<tr class="${row.grade ? '' : 'quiet'}"><th scope="row">${row.area}</th><td class="number">${row.value === undefined ? '–' : formatValue(row.value, row.unit)}</td><td>${row.grade ? gradeChip(row.grade) : '–'}</td><td><q class="${row.band.length < SHORT_BAND ? 'short' : ''}">${row.band}</q></td><td>${row.note}</td></tr>`)}</tbody></table>`,
      )}</div>`,
  );
  return {
    id: 'grades',
    title: 'Targets and grades',
    sheet: true,
    body: html`<p class="lead">The bands of four documents, each quoted beside the value that is held against it. A document's own grade is the worst of its areas by merit: Excellent, Good, Needs Improvement. (The code of 000 takes min() of the words, which is by spelling: a single Excellent would make the whole Excellent.) What was not measured does not count.</p><div class="documents">${documents}</div>`,
  };
}

export function promisesSection({ run }: Figured): Section {
  return {
    id: 'promises',
    title: 'Promises',
    body: scrolled(
      'Promises',
      html`<table><thead><tr><th scope="col">Promise</th><th scope="col">Limit</th><th scope="col">Here</th><th scope="col">Kept</th></tr></thead><tbody>${slaOf(run).map(({ name, limit, value, met }) => html`<tr><th scope="row">${name}</th><td>${limit}</td><td>${value}</td><td>${metChip(met)}</td></tr>`)}</tbody></table>`,
    ),
  };
}
