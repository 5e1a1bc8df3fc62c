import { describe, expect, it } from 'vitest';
import { timedRows } from '../../bin/lib/peers/live-turns.mjs';
import { questionsOf } from '../../bin/lib/peers/questions.mjs';
import { ratioOf } from '../../bin/lib/peers/ratio.mjs';
import { comparisonReport, summariseComparison } from '../../bin/lib/peers/report.mjs';
import { FIXTURES } from '../../bin/lib/turns/clips.mjs';
import { SentenceSplitter } from '../peers/sentence-splitter';
import { askedAt } from '../peers/stage-texts';

const pairs = (theirs: readonly number[], ours: readonly number[]) =>
  theirs.map((value, i) => ({ theirs: value, ours: ours[i] }));

describe('the ratio of theirs to ours', () => {
  it('is of the medians, in an interval that is the same every time', () => {
    const some = pairs([300, 100, 200, 500, 400, 900], [100, 50, 60, 110, 90, 200]);
    const found = ratioOf(some);
    expect(found).toMatchObject({ theirs: 350, ours: 95, ratio: 350 / 95, n: 6, incomplete: 0 });
    expect(found?.interval95?.[0]).toBeLessThan(350 / 95);
    expect(found?.interval95?.[1]).toBeGreaterThan(350 / 95);
    expect(ratioOf(some)).toEqual(found);
  });

  it('has no width where every pair has the same ratio', () => {
    const { ratio, interval95 } = ratioOf(pairs([20, 20, 20, 20, 20], [10, 10, 10, 10, 10])) ?? {};
    expect([ratio, interval95]).toEqual([2, [2, 2]]);
  });

  it('has no interval for fewer than five pairs, and counts those that are not whole', () => {
    const found = ratioOf([
      { theirs: 30, ours: 10 },
      { theirs: undefined, ours: 10 },
      { theirs: 30, ours: Number.NaN },
    ]);
    expect(found).toEqual({ theirs: 30, ours: 10, ratio: 3, interval95: undefined, n: 1, incomplete: 2 });
    expect(ratioOf([{ theirs: undefined, ours: 1 }])).toBeUndefined();
  });
});

describe('the live turns', () => {
  const clip = { id: 'a', text: 'What is it?' };
  const turn = {
    decidedAtMs: 2400,
    transcriptAtMs: 3400,
    firstSentenceAtMs: 4400,
    answeredAtMs: 5000,
    firstPcmAtMs: 4900,
    transcript: 'What is it?',
    reply: 'This.',
    failed: undefined,
  };
  const theirs = { heard: { reply: true, perceivedMs: 4000 }, endAtMs: 1000, turns: [turn] };
  const record = {
    outcome: 'answered',
    input: 'voice',
    route: 'model',
    decidedAtMs: 7300,
    transcript: 'What is?',
    reply: 'That.',
    milestones: { speechEnd: 7000, turnDecided: 7300, transcriptReady: 7300, firstClause: 7400, firstPcm: 7500 },
  };
  const ours = { heard: { reply: true, perceivedMs: 550 }, endAtMs: 7000, records: [record] };

  it('are timed from the last voiced sample, each on its own clock', () => {
    const [row] = timedRows([{ clip, theirs, ours }]);
    expect(row.times).toEqual({
      decided: { theirs: 1400, ours: 300 },
      transcript: { theirs: 2400, ours: 300 },
      text: { theirs: 3400, ours: 400 },
      pcm: { theirs: 3900, ours: 500 },
      heard: { theirs: 4000, ours: 550 },
    });
    expect(row.theirWholeAnswerMs).toBe(4000);
  });

  it('are left out with their reason where a side did not answer what was asked', () => {
    const faultsOf = (side: object) => timedRows([{ clip, theirs, ours, ...side }])[0].faults;
    expect(faultsOf({ theirs: { ...theirs, turns: [turn, turn] } }).theirs).toBe('split in two');
    expect(faultsOf({ theirs: { ...theirs, turns: [] } }).theirs).toBe('not heard');
    expect(faultsOf({ theirs: { ...theirs, heard: { reply: false } } }).theirs).toBe('no answer');
    expect(faultsOf({ theirs: { ...theirs, heard: { reply: true, early: true } } }).theirs).toBe('cut in');
    expect(faultsOf({ ours: { ...ours, records: [{ ...record, decidedAtMs: 6000 }] } }).ours).toBe('cut in');
    expect(faultsOf({ ours: { ...ours, records: [{ ...record, milestones: undefined }] } }).ours).toBe('no answer');
    expect(faultsOf({})).toEqual({ theirs: undefined, ours: undefined });
  });

  it('are told in tables, by who answered, with every one left out and every word heard wrong', () => {
    const rows = timedRows([
      { clip, theirs, ours },
      { clip: { ...clip, id: 'b' }, theirs, ours: { ...ours, records: [{ ...record, route: 'skill:clock' }] } },
      { clip: { ...clip, id: 'c' }, theirs: { ...theirs, turns: [] }, ours },
    ]);
    const stages = [{ 'first-token': { theirs: 500, ours: 250 } }];
    const summary = summariseComparison(stages, rows);
    // Theirs heard nothing of the third, all three words are missing; ours lost one word of each.
    expect([summary.words, summary.wordErrors]).toEqual([9, { theirs: 3, ours: 3 }]);
    const text = comparisonReport({
      ...summary,
      about: { threads: 2, cores: 2, chromium: '156', vad: '1', transformers: '2', onnx: '3', problems: [] },
    });
    expect(text).toContain('| first token of the reply | 500 ms | 250 ms | 2.0× | 1 |');
    expect(text.match(/\| end to end: first sound heard \(probe\) \| 4000 ms \| 550 ms \| 7.3× \| 1 \|/g)).toHaveLength(
      2,
    );
    expect(text).toContain('theirs 1 (c: not heard); ours 0');
    expect(text).not.toContain('transcript of 3 s |');
    expect(text).toContain('would come after 4000 ms instead (median, n=1)');
  });
});

describe('what is asked', () => {
  it('mixes questions for the model with those for code, each clip once before any is asked again', () => {
    const asked = questionsOf([FIXTURES], 8);
    expect(asked.map(({ text }) => text).filter((_, i) => i % 4 === 3)).toEqual([
      'What is 25 times 7?',
      'What time is it?',
    ]);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(8);
    expect(questionsOf([], 8)).toEqual([]);
  });

  it('is the same conversation for both, with the question not in it yet', () => {
    for (let i = 0; i < 12; i++) {
      const { history, question } = askedAt(i);
      expect(history).toHaveLength(1 + 2 * (i % 3));
      expect(history.map(({ content }) => content)).not.toContain(question);
    }
  });
});

describe('sentences of a reply', () => {
  it('are whole when something follows, and end at the number wanted', () => {
    const splitter = new SentenceSplitter(2);
    const told = ['It is', ' 3.5 miles.', ' Or', ' so!', '" Then'].map((piece) => splitter.push(piece));
    expect(told).toEqual([[], [], ['It is 3.5 miles.'], [], ['Or so!"']]);
    expect(splitter.full).toBe(true);
    expect(splitter.push(' more. And more. ')).toEqual([]);
    expect(splitter.finish()).toEqual([]);
  });

  it('end with what is unfinished when the reply does', () => {
    const splitter = new SentenceSplitter(2);
    splitter.push('Canberra');
    expect(splitter.finish()).toEqual(['Canberra']);
    expect(splitter.sentences).toEqual(['Canberra']);
  });
});
