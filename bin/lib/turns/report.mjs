// The evaluation for a reader: Markdown tables, which stand in the README as they are printed.
import { goalRows, rateText } from './goals.mjs';
import { PARTS } from './latency.mjs';

/** A Markdown table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const figure = (value) => (value === undefined || !Number.isFinite(value) ? '–' : String(Math.round(value)));

function goalsTable(results) {
  const rows = goalRows(results).map(({ goal, aim, bound, measured, n, note, verdict }) => [
    goal,
    aim,
    bound,
    note ? `${measured}; ${note}` : measured,
    String(n),
    verdict,
  ]);
  return table(['what', 'goal', 'bound', 'measured (p50 / p95, or rate and 95 %)', 'n', ''], rows);
}

function stagesTable({ model, skills }) {
  const rows = Object.entries({ model, skill: skills })
    .filter(([, result]) => result)
    .map(([kind, { parts, tracedMs, perceivedMs }]) => [
      kind,
      ...PARTS.map((part) => figure(parts[part])),
      figure(tracedMs.p50),
      figure(perceivedMs.p50),
    ]);
  return table(['median ms', ...PARTS, 'total, traced', 'total, probe'], rows);
}

function ablationTable(rows) {
  const kinds = {
    model: (row) => row.model.perceivedMs,
    skill: (row) => row.skill.perceivedMs,
    'asked again': (row) => row.again?.perceivedMs,
    'onset to silence': (row) => row.silentMs,
  };
  // Everything on was measured twice: first and last.
  const whole = rows.filter(({ without }) => !without);
  const middle = (of) => {
    const values = whole.map((row) => of(row)?.p50).filter(Number.isFinite);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const cells = (row) =>
    Object.values(kinds).flatMap((of) => {
      const spread = of(row);
      if (!spread) return ['', ''];
      return [`${figure(spread.p50)} (n=${spread.n})`, row.without ? figure(spread.p50 - middle(of)) : ''];
    });
  return table(
    ['without', ...Object.keys(kinds).flatMap((kind) => [`${kind}, p50 ms`, 'it saves'])],
    rows.map((row) => [row.without ?? 'nothing', ...cells(row)]),
  );
}

/** What stands behind the table's figures, in words. */
function remarks({ model, skills, pauses, bargein, backchannels, echo }) {
  const lines = [];
  if (model)
    lines.push(
      `Model row: ${model.asked} questions asked, ${model.cutShort} cut short, ${model.unanswered} without an answer.`,
    );
  if (skills)
    lines.push(`Skill row: ${skills.asked} asked, ${skills.cutShort} cut short, ${skills.byModel} went to the model.`);
  if (pauses)
    lines.push(
      `Cut in and noticed (answered aloud, or split in two): ${rateText(pauses.heard)}; behind a whole clause ${rateText(pauses.behindClause)}.`,
      `Decision after the end of a sentence with a hesitation: p50 ${figure(pauses.delayMs.p50)} ms, p95 ${figure(pauses.delayMs.p95)} ms (n=${pauses.delayMs.n}).`,
    );
  if (bargein)
    lines.push(
      `Barge-in: ${bargein.repliesOver} replies were over too soon to be stopped, ${bargein.unducked} were not ducked; level fell by p50 ${figure(bargein.dropDb.p50)} dB.`,
    );
  if (backchannels)
    lines.push(
      `Over ${backchannels.replies} replies, ${backchannels.clips} different clips: backchannels ${rateText(backchannels.backchannels)}, noises ${rateText(backchannels.noises)}; ducked ${rateText(backchannels.ducked)}; ${backchannels.raised} raised a turn.`,
    );
  if (echo)
    lines.push(
      `Echo: ${figure(echo.replyMs / 1000)} s of replies, ${echo.ducked} times ducked, own words recognised ${echo.ownVoiceHeard} times${echo.halfDuplex ? ', fell back to listening only in silence' : ''}.`,
    );
  return lines.map((line) => `- ${line}`).join('\n');
}

/** All that was measured. `sweep` comes as a table of its own. */
export function report(results) {
  const parts = [];
  if (goalRows(results).length) parts.push(goalsTable(results));
  if (results.model || results.skills) parts.push(`Split by stage:\n\n${stagesTable(results)}`);
  if (results.ablation) parts.push(`Each technique switched off:\n\n${ablationTable(results.ablation)}`);
  if (results.sweep) parts.push(`Judges of the end of a turn:\n\n${results.sweep}`);
  const words = remarks(results);
  if (words) parts.push(words);
  return parts.join('\n\n');
}
