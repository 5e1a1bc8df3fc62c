/** What a run was measured on and how, as figures in words. */
import { durationWords } from '../dashboard/figures';
import type { BenchmarkRun } from '../store/benchmark-run';
import type { FigureView } from '../ui/dashboard/dashboard-view';
import { SUITE_LABELS } from './labels';
import { valueWords } from './value-words';

export function environmentOf({ fingerprint, memorySource }: BenchmarkRun): FigureView[] {
  const { appVersion, commit, browser, os, cores, memoryGb, isolated, threads, gpu } = fingerprint;
  return [
    { label: 'Sotto', value: commit ? `${appVersion} (${commit.slice(0, 10)})` : `${appVersion}, not committed` },
    { label: 'Browser', value: browser },
    { label: 'System', value: os },
    { label: 'Cores', value: cores?.toString() },
    { label: 'Memory of the device', value: memoryGb === undefined ? undefined : `${memoryGb} GB` },
    { label: 'Threads', value: `${threads}, ${isolated ? 'isolated' : 'not isolated'}` },
    { label: 'Graphics', value: gpu },
    ...byRole('Model', fingerprint.models),
    ...byRole('Backend', fingerprint.backends),
    { label: 'Settings', value: fingerprint.settingsHash.slice(0, 10) },
    { label: 'Memory read as', value: memorySource },
  ];
}

const ROLES: Readonly<Record<string, string>> = {
  vad: 'speech detector',
  stt: 'speech to text',
  llm: 'language',
  tts: 'voice',
};

function byRole(of: string, values: Readonly<Record<string, string>>): FigureView[] {
  return Object.entries(values).map(([role, value]) => ({ label: `${of}, ${ROLES[role] ?? role}`, value }));
}

export function methodOf({ plan, referenceMs, series }: BenchmarkRun): FigureView[] {
  const lowMs = Math.min(...referenceMs);
  const highMs = Math.max(...referenceMs);
  return [
    { label: 'Suites', value: plan.suites.map((suite) => SUITE_LABELS[suite]).join(', ') },
    { label: 'Components', value: plan.components.length > 0 ? plan.components.join(', ') : 'all' },
    {
      label: 'Samples',
      value: `${plan.componentIterations} a component, ${plan.endToEndIterations} a question, ${plan.warmUps} warm-ups`,
    },
    {
      label: 'Duration',
      value: durationWords(plan.durationS * 1000)
        ?.replace('.00 s', ' s')
        .replace(/(\.\d)0 s/, '$1 s'),
    },
    { label: 'In flight, users', value: `${plan.concurrency}, ${plan.users}` },
    { label: 'Seed', value: String(plan.seed) },
    { label: 'Errors', value: String(series.reduce((sum, { errors }) => sum + errors, 0)) },
    {
      label: 'Reference workload',
      value: referenceMs.length > 0 ? `${valueWords('ms', lowMs)} to ${valueWords('ms', highMs)}` : undefined,
    },
  ];
}
