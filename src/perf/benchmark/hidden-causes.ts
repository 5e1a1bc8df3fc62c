/** What makes Sotto slow without being the largest part of the usual wait. */
import type { BenchmarkRun } from '../../store/benchmark-run';
import { breakdownOf, waitingSeries } from './breakdown';
import type { Recommendation } from './recommendations';
import { figure } from './report/figures';
import { measured, measuredOne, middleOf } from './run-samples';

type Cause = (run: BenchmarkRun) => Recommendation | undefined;

/** Our own goal over 50 requests: see `sla.ts`. */
const GROWTH_GOAL_MB = 50;
/** A voice that works longer than this share of what it says may run dry while the language model works, too. */
const TIGHT_RTF = 0.8;
/** The models' kernels gain little beyond this many threads. */
const USEFUL_THREADS = 4;
/** More silence than a settled question needs. */
const LONG_SILENCE_MS = 400;

export function hiddenCauses(run: BenchmarkRun): Recommendation[] {
  return CAUSES.flatMap((cause) => cause(run) ?? []);
}

const oneThread: Cause = (run) => {
  const { threads, isolated, cores } = run.fingerprint;
  const useful = Math.min(cores ?? 1, USEFUL_THREADS);
  if (threads > 1 || useful < 2) return undefined;
  const waiting = waitingSeries(run);
  const breakdown = waiting && breakdownOf(waiting.series);
  const modelsMs = breakdown?.parts
    .filter(({ part }) => part === 'stt' || part === 'llm' || part === 'tts')
    .reduce((sum, { ms }) => sum + ms, 0);
  const why = isolated ? 'The models run on one thread' : 'The page is not isolated, so the models run on one thread';
  return {
    title: isolated ? 'Let the models use more threads' : 'Serve the app with its isolation headers (COOP and COEP)',
    because: `${why} of ${cores} cores.${
      modelsMs === undefined
        ? ''
        : ` STT, LLM and TTS are ${figure(modelsMs)} of the wait; shared by ${useful} threads at best ${figure(modelsMs)} ÷ ${useful}: at most ${figure(modelsMs - modelsMs / useful)} less.`
    }`,
    gainMs: modelsMs === undefined ? undefined : modelsMs - modelsMs / useful,
  };
};

const coldLoads: Cause = (run) => {
  const pairs = measured(run, (id) => /^load\..+\.cold$/.test(id)).flatMap(({ id, samples }) => {
    const warm = measuredOne(run, id.replace(/\.cold$/, '.warm'));
    const coldMs = middleOf(samples);
    const warmMs = warm && middleOf(warm.samples);
    return coldMs === undefined || warmMs === undefined || coldMs <= warmMs
      ? []
      : [{ role: id.split('.')[1] ?? '', coldMs, warmMs }];
  });
  if (!pairs.length) return undefined;
  const gainMs = pairs.reduce((sum, { coldMs, warmMs }) => sum + coldMs - warmMs, 0);
  const sums = pairs.map(({ role, coldMs, warmMs }) => `${role} ${figure(coldMs)} − ${figure(warmMs)}`).join(', ');
  return {
    title: 'Keep the models on the device',
    because: `A first load fetches them, a later one does not: ${sums}; ${figure(gainMs)} together, once, from this app's own server.`,
    gainMs,
  };
};

const coldPrompt: Cause = (run) => {
  const coldMs = middleOf(measuredOne(run, 'llm.first-token.cold')?.samples ?? []);
  const reuseMs = middleOf(measuredOne(run, 'llm.first-token.reuse')?.samples ?? []);
  if (coldMs === undefined || reuseMs === undefined || coldMs <= 2 * reuseMs) return undefined;
  return {
    title: 'Warm the language model up before the first question',
    because: `The first token takes ${figure(coldMs)} with nothing in the cache and ${figure(reuseMs)} with the prompt in it: ${figure(coldMs)} − ${figure(reuseMs)} = ${figure(coldMs - reuseMs)}, for the first reply of a session and after the history was cut.`,
    gainMs: coldMs - reuseMs,
  };
};

const longClips: Cause = (run) => {
  const shortMs = middleOf(measuredOne(run, 'stt.final.5s')?.samples ?? []);
  const longMs = middleOf(measuredOne(run, 'stt.final.30s')?.samples ?? []);
  if (shortMs === undefined || longMs === undefined || longMs <= 1000 || longMs <= 2 * shortMs) return undefined;
  return {
    title: 'Pause within long speech, so that it is transcribed piece by piece',
    because: `30 s at once take ${figure(longMs)} to transcribe, 5 s take ${figure(shortMs)}. When only the last 5 s are left at the end: ${figure(longMs)} − ${figure(shortMs)} = ${figure(longMs - shortMs)}.`,
    gainMs: longMs - shortMs,
  };
};

const tightVoice: Cause = (run) => {
  const factors = measured(run, (id) => id.startsWith('tts.rtf.'))
    .map(({ samples }) => middleOf(samples) ?? 0)
    .sort((a, b) => b - a);
  const worst = factors[0];
  if (worst === undefined || worst < TIGHT_RTF) return undefined;
  const dryMs = (worst - 1) * 1000;
  return {
    title: 'Choose a quicker voice: this one hardly keeps up with itself',
    because: `It works ${worst.toFixed(2)} s for each second that it says.${
      dryMs > 0
        ? ` (${worst.toFixed(2)} − 1) × 1000 ms = ${figure(dryMs)} of silence for each second said.`
        : ' Any other work at the same time leaves holes in the sound.'
    }`,
    gainMs: dryMs > 0 ? dryMs : undefined,
  };
};

const growingMemory: Cause = (run) => {
  const samples = measuredOne(run, 'memory.samples')?.samples ?? measuredOne(run, 'memory.sla-samples')?.samples ?? [];
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last - first < GROWTH_GOAL_MB) return undefined;
  return {
    title: 'Close and open the tab after long use',
    because: `Memory grew by ${Math.round(last - first)} MB over the requests of the suite (${Math.round(first)} to ${Math.round(last)} MB); our goal is less than ${GROWTH_GOAL_MB} MB.`,
    gainMs: undefined,
  };
};

/** When it is not the largest part already. */
const longSilence: Cause = (run) => {
  const waiting = waitingSeries(run);
  const breakdown = waiting?.input === 'spoken' ? breakdownOf(waiting.series) : undefined;
  const silence = breakdown?.parts.find(({ part }) => part === 'vad');
  if (!breakdown || !silence || silence.ms <= LONG_SILENCE_MS) return undefined;
  if (breakdown.parts.every(({ ms }) => ms <= silence.ms)) return undefined;
  const gainMs = silence.ms - LONG_SILENCE_MS;
  return {
    title: 'Choose “Quick” for pauses',
    because: `${figure(silence.ms)} of silence pass before a turn counts as over. With ${LONG_SILENCE_MS} ms: ${figure(silence.ms)} − ${LONG_SILENCE_MS} ms = ${figure(gainMs)}.`,
    gainMs,
  };
};

const CAUSES: readonly Cause[] = [oneThread, coldLoads, coldPrompt, longClips, tightVoice, growingMemory, longSilence];
