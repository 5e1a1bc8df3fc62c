// The comparison for a reader: Markdown tables, which stand in the README as they are printed.
import { round, wordErrors } from '../statistics.mjs';
import { table } from '../turns/report.mjs';
import { ratioOf } from './ratio.mjs';

const STAGES = {
  'transcript-1.5s': 'transcript of 1.5 s of speech that is there',
  'transcript-3s': 'transcript of 3 s',
  'transcript-5s': 'transcript of 5 s',
  'first-token': 'first token of the reply',
  'first-text': 'first text for the voice: their sentence, our clause',
  'voice-4w': 'first samples of a sentence of 4 words',
  'voice-8w': 'first samples of 8 words',
  'voice-20w': 'first samples of 20 words',
};
const STEPS = {
  decided: 'end of the turn decided',
  transcript: 'transcript ready',
  text: 'first text for the voice',
  pcm: 'first samples',
  heard: 'end to end: first sound heard (probe)',
};

const ms = (value) => `${Math.round(value)} ms`;
const times = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)}×`;
const span = (interval) => (interval ? ` (${interval.map((value) => times(value).slice(0, -1)).join('–')})` : '');

const summary = (titles, pairsOf) =>
  Object.entries(titles).map(([id, title]) => ({ id, title, ...ratioOf(pairsOf(id)) }));

/**
 * @param stages what the page's `stages` gave, round by round
 * @param rows of `timedRows`
 */
export function summariseComparison(stages, rows) {
  const live = (some) => summary(STEPS, (step) => some.flatMap(({ times: found }) => (found ? [found[step]] : [])));
  const errors = { theirs: 0, ours: 0 };
  let words = 0;
  for (const { text, transcripts } of rows) {
    errors.theirs += wordErrors(text, transcripts.theirs).errors;
    errors.ours += wordErrors(text, transcripts.ours).errors;
    words += wordErrors(text, '').words;
  }
  const faults = (side) => rows.flatMap(({ faults: found, clip }) => (found[side] ? [`${clip}: ${found[side]}`] : []));
  return {
    stages: summary(STAGES, (id) => stages.flatMap((round) => round[id] ?? [])),
    byModel: live(rows.filter(({ route }) => route === 'model')),
    byCode: live(rows.filter(({ route }) => route !== 'model')),
    words,
    wordErrors: errors,
    faults: { theirs: faults('theirs'), ours: faults('ours') },
    theirWholeAnswer: ratioOf(
      rows.flatMap(({ times: found, route, theirWholeAnswerMs }) =>
        found && route === 'model' ? [{ theirs: theirWholeAnswerMs, ours: found.text.ours }] : [],
      ),
    ),
  };
}

const lines = (rows) =>
  rows
    .filter(({ n }) => n)
    .map(({ title, theirs, ours, ratio, interval95, n }) => [
      title,
      ms(theirs),
      ms(ours),
      `${times(ratio)}${span(interval95)}`,
      String(n),
    ]);
const HEAD = ['theirs', 'ours', 'theirs ÷ ours (95 %)', 'n'];

/** The tables, and what one must know to read them. */
export function comparisonReport({
  stages,
  byModel,
  byCode,
  words,
  wordErrors: errors,
  faults,
  theirWholeAnswer,
  about,
}) {
  const section = (title, rows) => (lines(rows).length ? ['', table([title, ...HEAD], lines(rows))] : []);
  const told = (list) => (list.length ? `${list.length} (${list.join('; ')})` : '0');
  return [
    table(['each stage by itself, warm, median', ...HEAD], lines(stages)),
    ...section('live, after the last voiced sample, answers of the language model, median', byModel),
    ...section('the same, questions that Sotto answers by code and they by the model', byCode),
    '',
    ...notes({ about, theirWholeAnswer }),
    `- Words of the live questions heard wrong: theirs ${errors.theirs}, ours ${errors.ours}, of ${words}. Turns left out of the live tables: theirs ${told(faults.theirs)}; ours ${told(faults.ours)}.`,
  ].join('\n');
}

function notes({ about, theirWholeAnswer }) {
  const whole = theirWholeAnswer
    ? ` Waiting for the whole answer, as many do, their text would come after ${round(theirWholeAnswer.theirs)} ms instead (median, n=${theirWholeAnswer.n}).`
    : '';
  return [
    `- Theirs: vad-web ${about.vad} with its defaults, transformers.js ${about.transformers} pipelines for speech (padded to 30 s) and text (the whole conversation evaluated anew), each sentence spoken as soon as it is whole, two of them, both Piper graphs over the whole sentence. One worker a model.${whole}`,
    `- The same on both sides: the bytes of the weights, ONNX Runtime ${about.onnx} (its plain WebAssembly build, ${about.threads} threads on ${about.cores} cores, isolated), system prompt, length of history, longest reply, clips, browser session (Chromium ${about.chromium}). Pairs are interleaved and change their order; both pages listen all the time.`,
    '- A ratio is of medians; its interval is a bootstrap of the pairs. Live times of theirs but the last are their page’s own, of ours the app’s trace; the sound is heard by one probe in both. Ours runs as shipped, but keeps no phrases. By itself, our transcript has no caption to check and our first token has the conversation evaluated, but nothing of the question: live it has both.',
    '- Not compared: Kokoro, the usual voice of such pages, for want of its weights here; it would be slower on a CPU. Anything on a GPU.',
  ];
}
