/** What is not told here, and what stands in for it. */
import type { UnavailableView } from '../ui/dashboard/dashboard-view';
import { dashboardText } from '../ui/text/dashboard/words';

/** What this browser does not tell, then what monitors of native programs show and no browser tells a page. */
export function unavailableOf(names: readonly string[]): UnavailableView[] {
  const { probe, elsewhere, never } = dashboardText().unavailable;
  return [...names.map((name) => ({ name: probe(name), reason: elsewhere })), ...never];
}
