/** What it was measured on, and how: enough to measure it again. */

import type { BenchmarkPlan } from '../../../../store/benchmark-run';
import { summarise } from '../../summarise';
import type { Figured } from '../figured-run';
import { formatValue } from '../figures';
import { html, type Markup } from '../markup';
import { commandsOf } from '../reproduce';
import { pairs, type Section } from './parts';

export function environmentSection({ run }: Figured): Section {
  const { fingerprint: on } = run;
  const reference = summarise(run.referenceMs, run.plan.seed);
  const roles = (byRole: Record<string, string>): Markup =>
    html`${Object.entries(byRole).map(([role, value]) => html`<div>${role}: <code>${value}</code></div>`)}`;
  return {
    id: 'environment',
    title: 'Measured on',
    sheet: true,
    body: html`<p class="lead">Two runs are like with like when all of this is equal. What a browser does not tell is missing.</p>${pairs(
      [
        ['Sotto', on.appVersion],
        ['Commit', on.commit],
        ['Browser', on.browser],
        ['System', on.os],
        ['Cores', on.cores === undefined ? undefined : String(on.cores)],
        ['Memory', on.memoryGb === undefined ? undefined : `${on.memoryGb} GB, as the browser rounds it`],
        ['Threads', `${on.threads}; the page is ${on.isolated ? '' : 'not '}isolated`],
        ['Graphics', on.gpu],
        ['Backends', roles(on.backends)],
        ['Models', roles(on.models)],
        ['Settings', html`<code>${on.settingsHash}</code>`],
        ['Memory read as', run.memorySource],
        [
          'Reference work',
          reference &&
            `${formatValue(reference.median, 'ms')} (median of ${reference.n}, ${formatValue(reference.min, 'ms')} to ${formatValue(reference.max, 'ms')}): a fixed piece of work that uses no code that is measured`,
        ],
        ['Run', html`<code>${run.id}</code>`],
      ],
    )}`,
  };
}

/** A flag and its value stay on one line. */
function unbroken(command: string): Markup[] {
  return command.split(/ (?=--)/).map((word) => html`<span>${word}</span> `);
}

/** As JSON whose lines may break. */
function spaced(plan: BenchmarkPlan): string {
  return JSON.stringify(plan).replaceAll('":', '": ').replaceAll(',"', ', "');
}

export function methodSection({ run }: Figured): Section {
  const { plan } = run;
  const components = plan.components.length ? plan.components.join(', ') : 'all';
  return {
    id: 'method',
    title: 'Measured how, and how to do it again',
    body: html`<h3>From the command line</h3><p>In a checkout of Sotto${run.fingerprint.commit && html` at <code>${run.fingerprint.commit}</code>`}, built with <code>npm run build</code>:</p>${commandsOf(run).map((command) => html`<pre><code>${unbroken(command)}</code></pre>`)}<h3>In the app</h3><ol class="steps"><li>Open Sotto, set it up with the models named above, and go to <code>#benchmark</code>.</li><li>Choose the suites ${plan.suites.join(', ')}; components: ${components}.</li><li>Set ${plan.componentIterations} iterations for components and ${plan.endToEndIterations} end to end, ${plan.durationS} s, ${plan.concurrency} requests in flight, ${plan.users} users; first loads ${plan.coldLoads ? 'on' : 'off'}. Press Run, and leave the tab in front.</li></ol><p>Every figure of the plan, those no flag sets included, is in what the page takes in its console:</p><pre><code>await sotto.benchmark.run(${spaced(plan)})</code></pre><h3>Rules</h3>${pairs(
      [
        [
          'Warm-ups',
          `${plan.warmUps} before each warm series; they do not count. Cold series have none and stand apart.`,
        ],
        ['Time limit', `${plan.timeoutS} s for a sample; a longer one ends its series, which keeps what it has.`],
        ['Median, MAD', 'The middle value, and the median distance from it, not scaled.'],
        ['95 % interval', `Of the median: percentile bootstrap of 4,000 resamples, seed ${plan.seed}; from n = 5 on.`],
        [
          'p95, p99',
          'Interpolated between neighbours (type 7, as NumPy does); p95 from n = 20 on, p99 from n = 100 on.',
        ],
        ['Outliers', 'Modified z-score over 3.5. Marked, never left out.'],
        [
          'Latency',
          'From the last voiced sample (or the sent text) to the first audible sample, output delay included.',
        ],
        [
          'Throughput',
          'A closed loop: requests wait in a queue of the benchmark before the one turn at a time. Wait and service stand apart.',
        ],
        [
          'Load',
          'An open loop: each user asks once a second, whatever is still being worked on. Waits count from when a request was due.',
        ],
        ['Memory', 'Read before, after every ten requests, and at the end.'],
        [
          'A run does not count',
          'when the tab was hidden or frozen, compute pressure turned serious or critical, or an unplugged battery fell to 20 %, where energy savers come on.',
        ],
        [
          'A regression',
          'needs p < 0.05 (Mann-Whitney U, Holm-corrected over the run), a bootstrap interval of the change without 0, and more than 5 % (components, memory, sessions) or 10 % (end to end).',
        ],
      ],
    )}`,
  };
}
