/**
 * The report's own sheet. Colours and fonts are those of `src/ui/page.css`, written out, for a report is read without the app;
 * and by media query, since printing is always on white.
 */
import { type Markup, trusted } from './markup';

const LIGHT = `
  --paper: #f6f6f4; --surface: #ffffff; --tint: #ecedef; --line: #d5d6dd; --edge: #7d8196;
  --ink: #1b1f36; --ink-soft: #535870; --lamp: #f5b63f; --lamp-soft: #f5b63f59; --lamp-ink: #7d5100;
  --alarm: #a12a1e; --alarm-ground: #fbeeec; --fair: #1b5f54; --fair-ground: #e4f1ee;
  --part-vad: #737990; --part-stt: #3a5aa6; --part-routing: #8256b0; --part-tool: #24796c;
  --part-llm: #c47a05; --part-tts: #b44a34; --part-audio-out: #4d5266;`;

const DARK = `
  --paper: #12141f; --surface: #1b1e2d; --tint: #272b40; --line: #2f334a; --edge: #6f7591;
  --ink: #eceaf0; --ink-soft: #abafc4; --lamp: #f7bd4e; --lamp-soft: #f7bd4e40; --lamp-ink: #f7bd4e;
  --alarm: #ffa495; --alarm-ground: #2c1b21; --fair: #57bfae; --fair-ground: #16292b;
  --part-vad: #8e94ad; --part-stt: #7f9fee; --part-routing: #bb93ea; --part-tool: #57bfae;
  --part-llm: #f7bd4e; --part-tts: #ef8c74; --part-audio-out: #c3c7d8;`;

export const STYLE: Markup = trusted(`
:root { color-scheme: light; ${LIGHT}
  --text: "Avenir Next", "Segoe UI Variable Text", "Segoe UI", Seravek, Ubuntu, Cantarell, system-ui, sans-serif;
  --mark: ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", "Noto Serif", Georgia, serif;
  --code: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; ${DARK} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 0.9375rem / 1.5 var(--text); -webkit-text-size-adjust: 100%; }
.page { max-width: 72rem; margin: 0 auto; padding: 2.5rem 1.5rem 5rem; }
a { color: inherit; text-underline-offset: 0.2em; }
a:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--lamp-ink); outline-offset: 2px; }
h1, h2 { font-family: var(--mark); font-style: italic; font-weight: 400; line-height: 1.15; text-wrap: balance; }
h1 { font-size: clamp(2rem, 5vw, 3rem); margin: 0.2rem 0 0.6rem; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.75rem; margin: 0 0 0.6rem; }
h3 { font-size: 0.9375rem; margin: 1.5rem 0 0.5rem; }
p { margin: 0 0 0.75rem; max-width: 46rem; }
code, pre { font-family: var(--code); font-size: 0.8125rem; overflow-wrap: anywhere; }
pre { background: var(--tint); border-radius: 0.5rem; padding: 0.75rem 1rem; white-space: pre-wrap; margin: 0 0 0.75rem; }
section { margin-top: 3.5rem; scroll-margin-top: 1rem; }
.soft, .lead { color: var(--ink-soft); }
.lead { margin-bottom: 1.25rem; }
.kicker { color: var(--ink-soft); margin: 0; }
.facts { display: flex; flex-wrap: wrap; gap: 0.15rem 1.25rem; margin: 0; padding: 0; list-style: none; color: var(--ink-soft); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; list-style: none; padding: 0.8rem 0; margin: 1.5rem 0 0; border-block: 1px solid var(--line); }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }

.alarm { background: var(--alarm-ground); color: var(--alarm); border: 1px solid currentColor; border-radius: 0.75rem; padding: 1rem 1.25rem; margin-top: 1.5rem; }
.alarm h2 { font-size: 1.3rem; }
.alarm ul { margin: 0.25rem 0 0; padding-left: 1.1rem; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 0.75rem; overflow: hidden; margin: 1.75rem 0 0; }
.tiles > div { background: var(--surface); padding: 1rem 1.15rem; min-width: 0; }
.tiles.judged { grid-template-columns: repeat(6, 1fr); margin-top: 1rem; }
.tiles.judged > div { display: grid; grid-template-rows: 1fr auto minmax(2.6em, auto); align-items: end; gap: 0.25rem; padding: 0.8rem 0.9rem; }
.tiles.judged dt { font-size: 0.8125rem; align-self: start; }
.tiles.judged .soft { align-self: start; }
.verdict { margin: 1.25rem 0 0.5rem; }
.tiles dt { color: var(--ink-soft); }
.tiles dd { margin: 0; }
.tiles .big { font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.tiles .soft { font-size: 0.8125rem; }

.chip { display: inline-block; border-radius: 0.35rem; padding: 0.05rem 0.5rem; font-size: 0.8125rem; font-weight: 400; white-space: nowrap; border: 1px solid transparent; }
.judged .chip { padding-inline: 0.4rem; }
.chip.good { background: var(--fair-ground); color: var(--fair); }
.chip.middle { background: var(--lamp-soft); color: var(--ink); }
.chip.bad { background: var(--alarm-ground); color: var(--alarm); border-color: currentColor; }
.chip.none { border-color: var(--line); color: var(--ink-soft); }

.scroll { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0.8rem 0.9rem 0.3rem; font-weight: 600; }
th, td { padding: 0.4rem 0.9rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--ink-soft); font-weight: 400; font-size: 0.8125rem; white-space: nowrap; vertical-align: bottom; }
tbody th { font-weight: 400; min-width: 11rem; }
tbody th.group { font-weight: 600; padding-top: 1rem; background: var(--paper); }
td.number, th.number { text-align: right; white-space: nowrap; }
td small, th small { display: block; color: var(--ink-soft); font-size: 0.8125rem; }
small.why { max-width: 13rem; white-space: normal; margin-top: 0.2rem; }
th code { color: var(--ink-soft); font-size: 0.75rem; }
.quiet td, .quiet th { color: var(--ink-soft); }
.share { color: var(--ink-soft); font-size: 0.8125rem; }

svg { display: block; }
.bar { max-width: none; }
.range { stroke: var(--edge); stroke-width: 1; }
.interval { fill: var(--part-stt); fill-opacity: 0.55; }
.tick { stroke: var(--ink); stroke-width: 2; }
.zero { stroke: var(--edge); stroke-dasharray: 2 2; }
.strip { width: 100%; height: auto; }
.strip .middle { stroke: var(--edge); stroke-dasharray: 3 3; }
.dots { fill: none; stroke: var(--part-stt); stroke-width: 3; stroke-linecap: round; stroke-opacity: 0.75; }
.dots.large { stroke-width: 5; }
.dots.small { stroke-width: 1.6; }
.ring { fill: none; stroke: var(--alarm); stroke-width: 1.5; }
.vad { fill: var(--part-vad); } .stt { fill: var(--part-stt); } .routing { fill: var(--part-routing); }
.tool { fill: var(--part-tool); } .llm { fill: var(--part-llm); } .tts { fill: var(--part-tts); } .audioOut { fill: var(--part-audio-out); }
.stack { width: 100%; height: 1.25rem; min-width: 14rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; list-style: none; padding: 0; margin: 0 0 1rem; }
.legend li { display: flex; align-items: center; gap: 0.4rem; }
.legend svg { width: 0.8rem; height: 0.8rem; border-radius: 0.15rem; }
.breakdown td.stack-cell { width: 38%; vertical-align: middle; }
.breakdown th, .breakdown td { padding-inline: 0.6rem; }

.advice { list-style: none; padding: 0; margin: 0; display: grid; gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 0.75rem; overflow: hidden; }
.advice li { display: grid; grid-template-columns: 7rem 1fr; gap: 1rem; background: var(--surface); padding: 0.9rem 1.15rem; }
.advice .gain { font-size: 1.15rem; font-variant-numeric: tabular-nums; }
.advice h3 { margin: 0 0 0.15rem; }
.advice p { margin: 0; color: var(--ink-soft); }
.documents { display: grid; gap: 1.75rem; }
.documents > div { min-width: 0; }
q { text-wrap: balance; }
q.short { white-space: nowrap; }
.bands td:nth-child(n + 4) { min-width: 14rem; }
pre span { display: inline-block; }
.documents h3 { display: flex; flex-wrap: wrap; gap: 0.4rem 0.8rem; align-items: baseline; margin: 0 0 0.5rem; }
.strips { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 1rem 1.5rem; }
figure { margin: 0; border-top: 1px solid var(--line); padding-top: 0.5rem; min-width: 0; }
figcaption { display: flex; justify-content: space-between; gap: 1rem; }
figcaption small { color: var(--ink-soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
dl.pairs { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; margin: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem; padding: 0.4rem 0; }
dl.pairs > div { display: contents; }
dl.pairs dt, dl.pairs dd { padding: 0.3rem 0.9rem; margin: 0; overflow-wrap: anywhere; }
dl.pairs dt { color: var(--ink-soft); }
ol.steps { padding-left: 1.3rem; max-width: 46rem; }
footer { margin-top: 4rem; color: var(--ink-soft); border-top: 1px solid var(--line); padding-top: 1rem; }

@media (max-width: 40rem) {
  .page { padding: 1.5rem 1rem 3rem; }
  section { margin-top: 2.5rem; }
  .tiles, .tiles.judged { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .tiles .big { font-size: 1.5rem; }
  .advice li { grid-template-columns: 1fr; gap: 0.2rem; }
  dl.pairs { grid-template-columns: 1fr; }
  dl.pairs dd { padding-top: 0; }
  th, td { padding-inline: 0.6rem; }
}
@page { size: A4; margin: 14mm 12mm 16mm; }
@media print {
  body { background: #fff; font-size: 8.5pt; line-height: 1.4; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page { max-width: none; padding: 0; }
  nav { display: none; }
  section { margin-top: 9mm; }
  section.sheet { break-before: page; margin-top: 0; }
  h2, h3, caption { break-after: avoid; }
  tr, figure, .advice li, .tiles, .alarm, pre, dl.pairs > div { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; border: 0; border-radius: 0; background: none; }
  .results .scroll { font-size: 7.5pt; }
  .tiles { grid-template-columns: repeat(4, 1fr); margin-top: 5mm; }
  .tiles.judged { grid-template-columns: repeat(3, 1fr); margin-top: 3mm; }
  .tiles.judged > div { grid-template-rows: auto auto auto; gap: 0.5mm; }
  .tiles.judged dt { font-size: 8pt; }
  .tiles > div, .tiles.judged > div { padding: 2mm 2.5mm; }
  .tiles .big { font-size: 15pt; }
  th, td { padding: 0.9mm 1.6mm; }
  tbody th { min-width: 30mm; }
  h3 { font-size: 10pt; }
  .bands td:nth-child(n + 4) { min-width: 0; }
  .breakdown td.stack-cell { width: 26%; }
  thead th { white-space: normal; }
  tbody th.group { background: none; }
  td small, th small, .share, .chip, thead th, .tiles .soft { font-size: 7pt; }
  code, pre { font-size: 7.5pt; }
  th code { font-size: 6.5pt; }
  .strips { grid-template-columns: 1fr 1fr; gap: 3mm 6mm; }
  .bar { width: 26mm; height: auto; }
  .stack { min-width: 0; }
}
`);
