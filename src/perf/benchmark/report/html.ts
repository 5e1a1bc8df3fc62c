/** A run as one page that needs nothing else: no script, no picture, no font, no address. */
import type { BenchmarkRun } from '../../../store/benchmark-run';
import { type Figured, figured } from './figured-run';
import { html, type Markup } from './markup';
import { againstSection } from './sections/against';
import { adviceSection, gradesSection, promisesSection } from './sections/judged';
import { disturbed, glance, masthead } from './sections/masthead';
import { environmentSection, methodSection } from './sections/method';
import { type Section, sectionMarkup } from './sections/parts';
import { resultsSection, stripsSection } from './sections/results';
import { waitSection } from './sections/wait';
import { STYLE } from './style';

/** Should anything of a run ever get past the escaping, it could load and run nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * @param base The run it is compared with.
 * @returns A whole HTML document that opens from a file, follows the reader's light or dark, and prints.
 */
export function reportHtml(run: BenchmarkRun, base: BenchmarkRun | undefined): string {
  const found = figured(run, base);
  const sections = sectionsOf(found);
  const title = `${run.label || run.id}: Sotto benchmark report`;
  const page = html`<div class="page">${masthead(found)}<main>${disturbed(found)}${glance(found)}<nav aria-label="Sections"><ul>${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}</ul></nav>${sections.map(sectionMarkup)}</main><footer>Made by Sotto ${run.fingerprint.appVersion} of its own measurements. The raw samples are in run.json and samples.csv of the same report.</footer></div>`;
  return document(title, page).text;
}

function sectionsOf(found: Figured): Section[] {
  const sections = [
    waitSection(found),
    adviceSection(found),
    gradesSection(found),
    promisesSection(found),
    againstSection(found),
    resultsSection(found),
    environmentSection(found),
    methodSection(found),
    stripsSection(found),
  ];
  return sections.filter((section) => section !== undefined);
}

function document(title: string, page: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
${page}
</body>
</html>
`;
}
