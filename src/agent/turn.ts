/** One turn, from the end of the question to the end of the reply. */
import type { GenerateAnswer, Transcript } from '../../workers/protocol';
import { abortable, isAborted, toSottoError } from '../../workers/rpc';
import type { TurnRecord } from '../store/turn-record';
import { ClauseCutter } from './clauses';
import { isStopPhrase } from './control-phrase';
import type { History } from './history';
import { MAX_REPLY_TOKENS } from './prompt';
import { ReplyVoice } from './reply-voice';
import type { Route } from './router';
import type { SkillContext, SkillId } from './skills/skill';
import type { ModelStage, VoiceStage } from './stages';
import { partsOf, Trace, totalOf } from './trace';

/** What was asked: for a typed question, its text is there at once. */
export interface Heard {
  text: string;
  readyAtMs: number;
  /** Undefined for typed questions. */
  transcript: Transcript | undefined;
}

export interface Question {
  turnId: string;
  input: 'voice' | 'keyboard';
  /** The last voiced sample, or the moment the typed question was sent. */
  speechEndAtMs: number;
  decidedAtMs: number;
  heard: Promise<Heard>;
}

export interface TurnStages {
  model: ModelStage;
  voice: VoiceStage;
  history: Pick<History, 'asking' | 'add'>;
  route(text: string): Route;
  skillContext(): SkillContext;
}

/** What the rest of the app learns while the turn runs. */
export interface TurnObserver {
  transcript(text: string): void;
  /** The reply's text so far and who makes it. */
  reply(text: string, by: 'skill' | 'model', skill: SkillId | undefined, done: boolean): void;
  audible(): void;
}

/**
 * Runs a turn to its end. Never rejects: how it ended, a failure too, is in the record.
 * @param cold whether this is the first turn after loading.
 */
export async function runTurn(
  question: Question,
  replyId: number,
  stages: TurnStages,
  observer: TurnObserver,
  signal: AbortSignal,
  cold: boolean,
): Promise<TurnRecord> {
  const trace = new Trace(question.turnId);
  trace.mark('speechEnd', question.speechEndAtMs);
  trace.mark('turnDecided', question.decidedAtMs);
  const record: TurnRecord = {
    id: question.turnId,
    startedAtMs: question.speechEndAtMs,
    decidedAtMs: question.decidedAtMs,
    input: question.input,
    outcome: 'failed',
    transcript: '',
    reply: '',
    route: undefined,
    milestones: undefined,
    parts: undefined,
    totalMs: undefined,
    cold,
    work: emptyWork(),
    error: undefined,
  };
  const voice = new ReplyVoice(stages.voice, stages.model, replyId, signal, {
    firstPcm: (atMs) => trace.mark('firstPcm', atMs),
    audible: (atMs) => {
      trace.mark('firstAudible', atMs);
      observer.audible();
    },
  });
  const say = (clause: string) => {
    trace.mark('firstClause');
    voice.say(clause);
  };

  try {
    const { text, readyAtMs, transcript } = await abortable(question.heard, signal);
    trace.mark('transcriptReady', readyAtMs);
    record.transcript = text;
    noteTranscript(record, transcript);
    if (transcript && transcript.verdict !== 'speech') return close(record, trace, 'no-speech');
    observer.transcript(text);
    if (isStopPhrase(text)) return close(record, trace, 'stopped');

    const route = stages.route(text);
    trace.mark('routed');
    if (route.kind === 'skill') {
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
      const answer = await think(text, stages, say, voice, observer, signal);
      noteGeneration(record, answer);
      record.reply = voice.text;
    }

    const { playback, audioMs } = await voice.end();
    record.work.replyAudioMs = audioMs;
    record.work.underruns = playback?.underruns;
    stages.history.add(text, record.reply);
    return close(record, trace, 'answered');
  } catch (error) {
    const heard = await voice.cutOff();
    const fault = toSottoError(error);
    if (isAborted(fault)) {
      record.reply = heard;
      stages.history.add(record.transcript, heard);
      return close(record, trace, 'interrupted');
    }
    record.error = { code: fault.code, message: fault.message };
    return close(record, trace, 'failed');
  }
}

/** Streams the model's reply into clauses. */
async function think(
  text: string,
  { model, history }: TurnStages,
  say: (clause: string) => void,
  voice: ReplyVoice,
  observer: TurnObserver,
  signal: AbortSignal,
): Promise<GenerateAnswer> {
  const cutter = new ClauseCutter();
  let shown = '';
  const answer = await model.generate(history.asking(text), MAX_REPLY_TOKENS, {
    signal,
    onDelta: (delta) => {
      shown += delta;
      observer.reply(shown, 'model', undefined, false);
      for (const clause of cutter.push(delta)) say(clause);
    },
  });
  const rest = cutter.flush();
  // A reply that met the token cap ends in mid-air: what was not said yet is left unsaid.
  if (rest && (answer.stop !== 'cap' || !voice.started || /[.!?]$/.test(rest))) say(rest);
  if (!voice.started) say("I'm sorry, I have no answer to that.");
  observer.reply(voice.text, 'model', undefined, true);
  return answer;
}

function close(record: TurnRecord, trace: Trace, outcome: TurnRecord['outcome']): TurnRecord {
  const milestones = trace.settle();
  return {
    ...record,
    outcome,
    milestones,
    parts: milestones && partsOf(milestones),
    totalMs: milestones && totalOf(milestones),
  };
}

function emptyWork(): TurnRecord['work'] {
  return {
    transcribeMs: undefined,
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
  record.work.audioMs = transcript.audioMs;
  record.work.noSpeechProbability = transcript.noSpeechProbability;
}

function noteGeneration(record: TurnRecord, answer: GenerateAnswer): void {
  record.work.firstTokenMs = answer.firstTokenMs;
  record.work.tokens = answer.tokens;
  record.work.reusedTokens = answer.reusedTokens;
  record.work.evaluatedTokens = answer.evaluatedTokens;
  record.work.stop = answer.stop;
}
