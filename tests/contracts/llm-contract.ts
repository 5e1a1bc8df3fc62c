/**
 * What every engine of the language model has to keep to, whatever runs the model. Runs in Node and in a page alike, and
 * tells what it found instead of throwing, so that one broken rule does not hide the next.
 */
import type { ChatMessage, ErrorCode, GenerateAnswer, LlmCalls, LlmOptions, LoadRequest } from '../../workers/protocol';
import { type Client, SottoError } from '../../workers/rpc';

export interface LlmSubject {
  /** Of a worker that was just started. */
  client: Client<LlmCalls>;
  /** Loads. */
  good: LoadRequest;
  /** Loads that must fail, and how. They come before the good one. */
  bad: { what: string; request: LoadRequest; code: ErrorCode }[];
}

export interface Finding {
  rule: string;
  held: boolean;
  /** What was seen; for the reader of a failure. */
  seen: string;
}

type Progress = LlmCalls['generate']['progress'];

const GREEDY: LlmOptions = { temperature: 0, topP: 1, repeatPenalty: 1.1, contextTokens: 2048 };
const SYSTEM: ChatMessage = {
  role: 'system',
  content: 'You are Sotto, a voice assistant. Answer in one or two sentences.',
};
const OTHER: ChatMessage = { role: 'system', content: 'Another conversation.' };
const ASKED: ChatMessage[] = [SYSTEM, { role: 'user', content: 'What is a rainbow?' }];

export async function llmContract({ client, good, bad }: LlmSubject): Promise<Finding[]> {
  const findings: Finding[] = [];
  const expect = (rule: string, held: boolean, seen: unknown) =>
    findings.push({ rule, held, seen: JSON.stringify(seen) ?? 'undefined' });

  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'nothing',
      (error: unknown) => (error instanceof SottoError ? error.code : String(error)),
    );
  const generate = async (
    messages = ASKED,
    options: {
      maxTokens?: number;
      holdAfterClause?: boolean;
      signal?: AbortSignal;
      onProgress?: (progress: Progress, seen: Progress[]) => void;
    } = {},
  ) => {
    const seen: Progress[] = [];
    const { maxTokens = 40, holdAfterClause = false, signal } = options;
    const request = { messages, maxTokens, earlyClause: true, holdAfterClause };
    const answer: GenerateAnswer = await client.call('generate', request, {
      signal,
      onProgress: (progress) => {
        seen.push(progress);
        options.onProgress?.(progress, seen);
      },
    });
    return { answer, seen };
  };
  /**
   * A reply from the same state as every other: eight-bit arithmetic gives other logits, and then other words, when a prompt
   * is evaluated in other pieces.
   */
  const afresh = async (...asked: Parameters<typeof generate>) => {
    await client.call('prime', { messages: [OTHER], opening: undefined });
    return generate(...asked);
  };
  const textsOf = (seen: readonly Progress[]) => seen.flatMap((step) => (step.kind === 'text' ? [step.delta] : []));
  const clausesOf = (seen: readonly Progress[]) => seen.flatMap((step) => (step.kind === 'clause' ? [step.text] : []));
  const bare = (text: string) => text.replace(/\s+/g, '');
  /** Three trips to the worker: what it was at has had its turn. */
  const settled = async () => {
    for (let i = 0; i < 3; i++) await client.ping(60_000);
  };

  const early = await codeOf(generate());
  expect('a reply before there is a model is model-missing', early === 'model-missing', early);
  for (const { what, request, code } of bad) {
    const seen = await codeOf(client.call('load', request));
    expect(`${what} is ${code}`, seen === code, seen);
  }
  await client.call('configure', GREEDY);

  const steps: string[] = [];
  const loaded = await client.call('load', good, { onProgress: ({ step }) => steps.push(step) });
  expect('a load tells its steps', steps.at(-1) === 'warming-up' && steps.includes('creating'), steps);
  const times = [loaded.readMs, loaded.createMs, loaded.warmUpMs];
  expect(
    'a load tells what it cost',
    times.every((ms) => Number.isFinite(ms) && ms >= 0),
    loaded,
  );

  const primed = await client.call('prime', { messages: [SYSTEM], opening: undefined });
  const again = await client.call('prime', { messages: [SYSTEM], opening: undefined });
  const reprimed = primed.tokens > 5 && again.tokens === primed.tokens && again.evaluatedTokens <= 1;
  expect('what was primed is not evaluated again', reprimed, [primed, again]);

  const { answer: first, seen } = await generate();
  expect('a reply has text', first.text.length > 0 && first.tokens > 1, first);
  expect('a reply goes on from what was primed', first.reusedTokens >= primed.tokens - 1, first);
  expect('deltas joined are the text', textsOf(seen).join('') === first.text, [textsOf(seen), first.text]);
  const said = bare(clausesOf(seen).join(''));
  const whole = first.stop === 'cap' ? bare(first.text).startsWith(said) : said === bare(first.text);
  expect('clauses joined are the text, but for an unfinished tail', said !== '' && whole, [
    clausesOf(seen),
    first.text,
  ]);
  const ends = seen.flatMap((step, i) => (step.kind === 'question-end' ? [{ ...step, i }] : []));
  const judged = ends.every(({ i, probability }) => i === 0 && probability >= 0 && probability <= 1);
  expect('the end of the question is told once at most, first, as a probability', judged && ends.length < 2, ends);

  const next: ChatMessage[] = [...ASKED, { role: 'assistant', content: first.text }, { role: 'user', content: 'Why?' }];
  const { answer: third } = await generate(next);
  const grown = third.reusedTokens >= first.reusedTokens + first.evaluatedTokens - 1;
  expect('the next question goes on from the conversation', grown, [first, third]);

  const { answer: alike } = await afresh();
  const { answer: second } = await afresh();
  expect('without temperature the same question has the same reply', second.text === alike.text, [
    alike.text,
    second.text,
  ]);

  await client.call('configure', { ...GREEDY, temperature: 1.5, topP: 0.9, repeatPenalty: 1 });
  const { answer: drawn, seen: drawnSeen } = await generate();
  expect('a drawn reply is a reply', textsOf(drawnSeen).join('') === drawn.text && drawn.text !== '', drawn);
  const long = Array.from({ length: 20 }, (_, i): ChatMessage[] => [
    { role: 'user', content: `Question ${i}: what is the number after ${i}, and why is that so?` },
    { role: 'assistant', content: `The number after ${i} is ${i + 1}, because one comes on top of it.` },
  ]).flat();
  await client.call('configure', { ...GREEDY, contextTokens: 256 });
  const { answer: short } = await generate([SYSTEM, ...long, { role: 'user', content: 'And what is a rainbow?' }]);
  const read = short.reusedTokens + short.evaluatedTokens;
  expect('a long conversation is cut to the context, the reply counted', read + 40 <= 256 && short.tokens > 0, short);
  await client.call('configure', GREEDY);
  const { answer: back } = await afresh();
  expect('choices are undone by the next ones', back.text === alike.text, [back.text, alike.text]);

  const controller = new AbortController();
  const abortAt = (progress: Progress) => progress.kind === 'text' && controller.abort();
  const aborted = await codeOf(generate(ASKED, { signal: controller.signal, onProgress: abortAt }));
  expect('a reply given up is aborted', aborted === 'aborted', aborted);
  const { answer: afterAbort } = await afresh();
  expect('the reply after it is as it would have been', afterAbort.text === alike.text, [afterAbort.text, alike.text]);

  let held: Promise<null> | undefined;
  let heldSeen: Progress[] = [];
  const holding = afresh(ASKED, {
    onProgress: (progress, all) => {
      heldSeen = all;
      if (progress.kind === 'text') held ??= client.call('hold', null);
    },
  });
  while (!held) await client.ping(60_000);
  await held;
  const atHold = textsOf(heldSeen).length;
  await settled();
  // The step that was under way when the hold came is still told of.
  const whileHeld = textsOf(heldSeen).length;
  await client.call('release', null);
  const { answer: released, seen: all } = await holding;
  const stood = whileHeld <= atHold + 1 && whileHeld < textsOf(all).length;
  expect('a hold stops the reply between two tokens', stood, [atHold, whileHeld, textsOf(all).length]);
  expect('a release lets it go on as if nothing had been', released.text === alike.text, [released.text, alike.text]);

  let paused: Progress[] = [];
  const pausing = afresh(ASKED, { holdAfterClause: true, onProgress: (_, all) => (paused = all) });
  while (clausesOf(paused).length === 0) await client.ping(60_000);
  const atClause = textsOf(paused).length;
  await settled();
  const stayed = textsOf(paused).length;
  await client.call('release', null);
  const { answer: resumed } = await pausing;
  expect('behind the first clause the reply waits by itself', stayed === atClause, [atClause, stayed]);
  expect('and goes on when it is released', resumed.text === alike.text, [resumed.text, alike.text]);
  return findings;
}

/** Findings that are not as they should be, to be compared with none. */
export function broken(findings: readonly Finding[]): string[] {
  return findings.filter(({ held }) => !held).map(({ rule, seen }) => `${rule}: ${seen}`);
}
