/** What a run was measured on and how, as figures in words. */
import { countText, wholeDurationWords } from '../dashboard/figures';
import type { BenchmarkRun } from '../store/benchmark-run';
import type { FigureView } from '../ui/dashboard/dashboard-view';
import { formatBytes } from '../ui/format';
import { benchmarkText } from '../ui/text/benchmark/words';
import { dashboardText } from '../ui/text/dashboard/words';
import { suiteLabel } from './labels';
import { valueWords } from './value-words';

export function environmentOf({ fingerprint, memorySource }: BenchmarkRun): FigureView[] {
  const { appVersion, commit, browser, os, cores, memoryGb, isolated, threads, gpu } = fingerprint;
  const text = benchmarkText().facts;
  return [
    { label: 'Sotto', value: commit ? `${appVersion} (${commit.slice(0, 10)})` : text.notCommitted(appVersion) },
    { label: text.browser, value: browser },
    { label: text.system, value: os },
    { label: text.cores, value: cores?.toString() },
    { label: text.memory, value: memoryGb === undefined ? undefined : gigabytesWords(memoryGb) },
    { label: text.threads, value: (isolated ? text.isolated : text.notIsolated)(countText(threads)) },
    { label: text.graphics, value: gpu },
    ...byRole(text.model, fingerprint.models),
    ...byRole(text.backend, fingerprint.backends),
    { label: text.settings, value: fingerprint.settingsHash.slice(0, 10) },
    { label: text.memorySource, value: memorySource },
  ];
}

/** As the browser rounds it: `8 GB`, not `8.0 GB`. */
function gigabytesWords(gb: number): string {
  return formatBytes(gb * 1e9).replace(/[.,]0(?=\s)/, '');
}

function byRole(label: (role: string) => string, values: Readonly<Record<string, string>>): FigureView[] {
  const names: Readonly<Record<string, string>> = benchmarkText().facts.roles;
  return Object.entries(values).map(([role, value]) => ({ label: label(names[role] ?? role), value }));
}

export function methodOf({ plan, referenceMs, series }: BenchmarkRun): FigureView[] {
  const { facts: text, range } = benchmarkText();
  const { comma } = dashboardText();
  const lowMs = Math.min(...referenceMs);
  const highMs = Math.max(...referenceMs);
  const components = plan.components.map((component) => text.component(component));
  return [
    { label: text.suites, value: plan.suites.map(suiteLabel).join(comma) },
    { label: text.components, value: components.length > 0 ? components.join(comma) : text.all },
    {
      label: text.samples,
      value: text.sampleCounts(
        countText(plan.componentIterations),
        countText(plan.endToEndIterations),
        countText(plan.warmUps),
      ),
    },
    { label: text.duration, value: wholeDurationWords(plan.durationS * 1000) },
    { label: text.inFlight, value: [countText(plan.concurrency), countText(plan.users)].join(comma) },
    { label: text.seed, value: String(plan.seed) },
    { label: text.errors, value: countText(series.reduce((sum, { errors }) => sum + errors, 0)) },
    {
      label: text.reference,
      value: referenceMs.length > 0 ? range(valueWords('ms', lowMs), valueWords('ms', highMs)) : undefined,
    },
  ];
}
