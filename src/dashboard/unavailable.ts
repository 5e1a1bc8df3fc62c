/** What is not told here, and what stands in for it. */
import type { UnavailableView } from '../ui/dashboard/dashboard-view';

/** What monitors of native programs show and no browser tells a page. */
const NEVER_TOLD: readonly UnavailableView[] = [
  { name: 'Temperature of the processor', reason: 'No browser tells. Compute pressure rises with it.' },
  {
    name: 'Load of the processor in per cent',
    reason: 'No browser tells. The share of time each thread worked stands in for it.',
  },
  { name: 'Load and memory of the graphics chip', reason: 'No browser tells.' },
  { name: 'Disk activity', reason: 'No browser tells. Storage used is measured instead.' },
];

export function unavailableOf(names: readonly string[]): UnavailableView[] {
  return [...names.map((name) => ({ name, reason: 'Other browsers or settings may tell.' })), ...NEVER_TOLD];
}
