/** The promises that `000` makes ("Automated Performance Tests"), held against a run. */
import type { BenchmarkRun, SampleSeries } from '../../store/benchmark-run';
import { questionIds } from './run-samples';

export interface SlaCheck {
  name: string;
  limit: string;
  value: string;
  /** Undefined when it was not measured. */
  met: boolean | undefined;
}

/** 000: "SLA: 95% of requests under 3 seconds". */
const REQUEST_LIMIT_MS = 3000;
const REQUEST_SHARE = 0.95;

/** 000: "Memory should not increase by more than 1GB", `memory_increase < 1024`, over 50 requests. */
const GROWTH_LIMIT_MB = 1024;
/** Ours; missing it breaks no promise. */
const GROWTH_GOAL_MB = 50;

const NOT_MEASURED = 'not measured';

export function slaOf(run: BenchmarkRun): SlaCheck[] {
  return [requests(run), growth(run)];
}

/** A request that failed has no time, and was not answered within the limit. */
function requests(run: BenchmarkRun): SlaCheck {
  const ids = questionIds('typed');
  const series = run.series.filter(({ id }) => ids.includes(id));
  const times = series.flatMap(({ samples }) => samples);
  const total = times.length + series.reduce((sum, each) => sum + failuresOf(each), 0);
  const within = times.filter((ms) => ms < REQUEST_LIMIT_MS).length;
  return {
    name: 'Typed requests answered in time',
    limit: '95 % in less than 3 s',
    value: total ? `${((within / total) * 100).toFixed(1)} % (${within} of ${total})` : NOT_MEASURED,
    met: total ? within / total >= REQUEST_SHARE : undefined,
  };
}

/** A series that ended for a failure or a time-out counts at least that one. */
function failuresOf({ status, errors }: SampleSeries): number {
  return status === 'failed' || status === 'timed-out' ? Math.max(1, errors) : errors;
}

function growth(run: BenchmarkRun): SlaCheck {
  const series = run.series.find(({ id, status }) => id === 'memory.sla-samples' && status === 'measured');
  const first = series?.samples[0];
  const last = series?.samples.at(-1);
  const growthMb =
    series && series.samples.length > 1 && first !== undefined && last !== undefined ? last - first : undefined;
  return {
    name: 'Memory growth over 50 requests',
    limit: 'less than 1 GB',
    value:
      growthMb === undefined
        ? NOT_MEASURED
        : `${growthMb.toFixed(1)} MB (our own goal of less than ${GROWTH_GOAL_MB} MB is ${growthMb < GROWTH_GOAL_MB ? 'met' : 'missed'})`,
    met: growthMb === undefined ? undefined : growthMb < GROWTH_LIMIT_MB,
  };
}
