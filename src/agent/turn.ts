/**
 * One turn, from the question to the end of the reply. It may begin on a guess, before the user is surely done: then all of
 * it is made and none of it is heard, shown or done until `decided`.
 */
import type { GenerateAnswer, Transcript } from '../../workers/protocol';
import { abortable, isAborted, toSottoError } from '../../workers/rpc';
import type { TurnRecord } from '../store/turn-record';
import type { Brake } from './brake';
import type { ControlPhrase } from './control-phrase';
import type { History } from './history';
import type { Meant } from './name-gate';
import { ReplyVoice } from './reply-voice';
import type { Route } from './router';
import type { SkillContext, SkillId } from './skills/skill';
import type { ModelStage, VoiceStage } from './stages';
import { partsOf, Trace, totalOf } from './trace';

/** What was asked: for a typed question, its text is there at once. */
export interface Heard {
  /** Without the name, where the name had to be said. */
  text: string;
  /** For whom it is meant; undefined where everything is meant for Sotto. */
  meant?: Meant | undefined;
  readyAtMs: number;
  /** Undefined for typed questions. */
  transcript: Transcript | undefined;
}

/** That the user is done. */
export interface Decision {
  /** The last voiced sample, or the moment the typed question was sent. */
  speechEndAtMs: number;
  decidedAtMs: number;
}

export interface Question {
  turnId: string;
  input: 'voice' | 'keyboard';
  heard: Promise<Heard>;
  /** Until it resolves the turn has no effect that anybody could notice. */
  decided: Promise<Decision>;
}

export interface TurnStages {
  model: ModelStage;
  /** Holds the model while the first clause is spoken; undefined lets it run on. */
  modelBrake: Brake | undefined;
  voice: VoiceStage;
  /** Pace of the voice, 1 is its own. */
  rate: number;
  /** Tokens of a reply of the model, at most. */
  maxTokens: number;
  history: Pick<History, 'asking' | 'add'>;
  /** Whether the first clause may be short. */
  earlyClause: boolean;
  route(text: string): Route;
  skillContext(): SkillContext;
  /** Does what a control phrase asks; returns what there is to say about it. */
  control(phrase: ControlPhrase): string | undefined;
}

/** What the rest of the app learns while the turn runs. */
export interface TurnObserver {
  transcript(text: string): void;
  /** The reply's text so far and who makes it. */
  reply(text: string, by: 'skill' | 'model', skill: SkillId | undefined, done: boolean): void;
  /** The first clause was spoken to its end, heard or not. */
  firstClauseMade(): void;
  audible(): void;
  /** How likely the model finds it that the question ends where it does. */
  questionEnd(probability: number): void;
}

/**
 * Runs a turn to its end. Never rejects: how it ended, a failure too, is in the record. `cold` is false in it: the caller
 * knows which turn is the first.
 */
export async function runTurn(
  question: Question,
  replyId: number,
  stages: TurnStages,
  observer: TurnObserver,
  signal: AbortSignal,
): Promise<TurnRecord> {
  const trace = new Trace(question.turnId);
  const record: TurnRecord = {
    id: question.turnId,
    startedAtMs: 0,
    decidedAtMs: 0,
    input: question.input,
    outcome: 'failed',
    transcript: '',
    reply: '',
    route: undefined,
    marks: {},
    milestones: undefined,
    parts: undefined,
    totalMs: undefined,
    cold: false,
    listening: undefined,
    work: emptyWork(),
    error: undefined,
  };
  const decided = question.decided.then(({ speechEndAtMs, decidedAtMs }) => {
    trace.mark('speechEnd', speechEndAtMs);
    trace.mark('turnDecided', decidedAtMs);
    record.startedAtMs = speechEndAtMs;
    record.decidedAtMs = decidedAtMs;
  });
  const voice = new ReplyVoice({
    voice: stages.voice,
    model: stages.modelBrake,
    replyId,
    rate: stages.rate,
    signal,
    decided,
    onFirstPcm: (atMs) => {
      trace.mark('firstPcm', atMs);
    },
    onFirstClause: observer.firstClauseMade,
    onAudible: (atMs) => {
      trace.mark('firstAudible', atMs);
      observer.audible();
    },
  });
  const say = (clause: string) => {
    trace.mark('firstClause');
    voice.say(clause);
  };

  try {
    const { text, meant, readyAtMs, transcript } = await abortable(question.heard, signal);
    trace.mark('transcriptReady', readyAtMs);
    noteTranscript(record, transcript);
    const noSpeech = transcript !== undefined && transcript.verdict !== 'speech';
    if (noSpeech || meant === 'elsewhere') {
      // What others say in the room is nobody's business: its words are not kept.
      record.transcript = meant === 'elsewhere' ? '' : text;
      await abortable(decided, signal);
      return close(record, trace, noSpeech ? 'no-speech' : 'not-addressed');
    }
    record.transcript = text;
    observer.transcript(text);

    const route: Route = meant === 'called' ? { kind: 'control', phrase: { kind: 'called' } } : stages.route(text);
    trace.mark('routed');
    if (route.kind === 'control') {
      await abortable(decided, signal);
      record.route = `control:${route.phrase.kind}`;
      const answer = stages.control(route.phrase);
      if (answer === undefined) return close(record, trace, 'stopped');
      trace.mark('toolDone');
      observer.reply(answer, 'skill', undefined, true);
      say(answer);
      record.reply = answer;
    } else if (route.kind === 'skill') {
      if (route.match.hasEffect) await abortable(decided, signal);
      record.route = `skill:${route.match.skillId}`;
      const answer = await route.match.run(stages.skillContext(), signal);
      trace.mark('toolDone');
      observer.reply(answer.text, 'skill', route.match.skillId, true);
      // Whole: a template is one or two short sentences, and sounds better unbroken.
      say(answer.text);
      record.reply = answer.text;
    } else {
      record.route = 'model';
      trace.mark('toolDone');
      const onQuestionEnd = (probability: number) => {
        record.work.questionEndProbability = probability;
        observer.questionEnd(probability);
      };
      const answer = await think(text, { ...stages, onQuestionEnd }, say, voice, observer, signal);
      noteGeneration(record, answer);
      record.reply = voice.text;
    }

    const { playback, audioMs, clauses, cachedClauses, speakMs } = await voice.end();
    Object.assign(record.work, { replyAudioMs: audioMs, clauses, cachedClauses, speakMs });
    record.work.underruns = playback?.underruns;
    if (route.kind !== 'control') stages.history.add(question.turnId, text, record.reply);
    return close(record, trace, 'answered');
  } catch (error) {
    const heard = await voice.cutOff();
    const fault = toSottoError(error);
    if (isAborted(fault)) {
      record.reply = heard;
      stages.history.add(question.turnId, record.transcript, heard);
      return close(record, trace, 'interrupted');
    }
    // A guess that fails fails for nobody until it is the turn.
    const counts = await abortable(decided, signal).catch(() => 'given up');
    if (counts === 'given up') return close(record, trace, 'interrupted');
    record.error = { code: fault.code, message: fault.message };
    return close(record, trace, 'failed');
  }
}

/** Has the model reply, clause by clause. */
async function think(
  text: string,
  {
    model,
    modelBrake,
    history,
    maxTokens,
    earlyClause,
    onQuestionEnd,
  }: TurnStages & { onQuestionEnd: (p: number) => void },
  say: (clause: string) => void,
  voice: ReplyVoice,
  observer: TurnObserver,
  signal: AbortSignal,
): Promise<GenerateAnswer> {
  let shown = '';
  const answer = await model.generate(history.asking(text), maxTokens, {
    signal,
    earlyClause,
    // Nobody lets the model go on where no voice needs the cores.
    holdAfterClause: modelBrake !== undefined && voice.audible,
    onQuestionEnd,
    onDelta: (delta) => {
      shown += delta;
      observer.reply(shown, 'model', undefined, false);
    },
    onClause: say,
  });
  if (!voice.started) say("I'm sorry, I have no answer to that.");
  observer.reply(voice.text, 'model', undefined, true);
  return answer;
}

function close(record: TurnRecord, trace: Trace, outcome: TurnRecord['outcome']): TurnRecord {
  const milestones = trace.settle();
  return {
    ...record,
    outcome,
    marks: trace.marks(),
    milestones,
    parts: milestones && partsOf(milestones),
    totalMs: milestones && totalOf(milestones),
  };
}

function emptyWork(): TurnRecord['work'] {
  return {
    transcribeMs: undefined,
    draftedTokens: undefined,
    questionEndProbability: undefined,
    audioMs: undefined,
    noSpeechProbability: undefined,
    firstTokenMs: undefined,
    tokens: undefined,
    reusedTokens: undefined,
    evaluatedTokens: undefined,
    stop: undefined,
    replyAudioMs: undefined,
    underruns: undefined,
  };
}

function noteTranscript(record: TurnRecord, transcript: Transcript | undefined): void {
  if (!transcript) return;
  record.work.transcribeMs = transcript.melMs + transcript.encodeMs + transcript.decodeMs;
  record.work.draftedTokens = transcript.draftedTokens;
  record.work.audioMs = transcript.audioMs;
  record.work.noSpeechProbability = transcript.noSpeechProbability;
}

function noteGeneration(record: TurnRecord, answer: GenerateAnswer): void {
  record.work.firstTokenMs = answer.firstTokenMs;
  record.work.tokens = answer.tokens;
  record.work.reusedTokens = answer.reusedTokens;
  record.work.evaluatedTokens = answer.evaluatedTokens;
  record.work.stop = answer.stop;
  record.work.generateMs = answer.totalMs;
  record.work.heldMs = answer.heldMs;
}
