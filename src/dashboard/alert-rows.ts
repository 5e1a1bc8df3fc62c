/** Alerts and errors as lists. */
import type { AlertRecord } from '../store/alert';
import type { AlertView, ErrorRowView } from '../ui/dashboard/dashboard-view';
import { dashboardText } from '../ui/text/dashboard/words';
import type { DashboardData } from './data';
import { momentWords, numberWords } from './figures';
import { componentLabel } from './labels';
import { RANGES } from './range';

/** Those that last first, then the newest; of the chosen component, and those that are of none. */
export function alertRowsOf({ alerts, component, nowMs, range }: DashboardData): AlertView[] {
  const fromMs = nowMs - RANGES[range].lastMs;
  const rank = ({ clearedAtMs }: AlertRecord) => (clearedAtMs === undefined ? 0 : 1);
  return alerts
    .filter((alert) => component === 'all' || alert.component === undefined || alert.component === component)
    .filter(({ clearedAtMs }) => clearedAtMs === undefined || clearedAtMs >= fromMs)
    .toSorted((a, b) => rank(a) - rank(b) || b.raisedAtMs - a.raisedAtMs)
    .map((alert) => ({
      id: alert.id,
      rule: dashboardText().alerts.rule(alert.rule),
      condition: alert.condition,
      severity: alert.severity,
      lasting: alert.clearedAtMs === undefined,
      when: whenWords(alert, nowMs),
      value: numberWords(alert.value, alert.value < 10 ? 2 : 0) ?? '',
      component: alert.component && componentLabel(alert.component),
    }));
}

function whenWords({ raisedAtMs, clearedAtMs }: AlertRecord, nowMs: number): string {
  const raised = momentWords(raisedAtMs, nowMs);
  const { since, fromTo } = dashboardText().alerts;
  return clearedAtMs === undefined ? since(raised) : fromTo(raised, momentWords(clearedAtMs, nowMs));
}

/**
 * Codes of failed turns and of the components' `errors`, most frequent first. A failed turn may be in both: each code
 * counts as often as the side that saw more of it.
 */
export function errorRowsOf({ turns, turnsIncomplete, points, component, nowMs }: DashboardData): ErrorRowView[] {
  const ofTurns = new Map<string, { count: number; lastMs: number }>();
  const ofPoints = new Map<string, { count: number; lastMs: number }>();
  const add = (tally: typeof ofTurns, code: string, count: number, atMs: number) => {
    const known = tally.get(code) ?? { count: 0, lastMs: 0 };
    tally.set(code, { count: known.count + count, lastMs: Math.max(known.lastMs, atMs) });
  };
  if (!turnsIncomplete && (component === 'all' || component === 'pipeline')) {
    for (const { error, startedAtMs } of turns) if (error) add(ofTurns, error.code, 1, startedAtMs);
  }
  for (const point of points) {
    if (point.name !== 'errors' || (component !== 'all' && point.component !== component)) continue;
    // The pipeline's own are the failed turns.
    const tally = point.component === 'pipeline' ? (turnsIncomplete ? ofTurns : undefined) : ofPoints;
    if (tally) add(tally, point.tags?.code ?? 'unknown', point.value, point.atMs);
  }
  return [...new Set([...ofTurns.keys(), ...ofPoints.keys()])]
    .map((code) => {
      const seen = [ofTurns.get(code), ofPoints.get(code)].flatMap((tally) => tally ?? []);
      const count = Math.max(...seen.map((tally) => tally.count));
      return { code, count, last: momentWords(Math.max(...seen.map(({ lastMs }) => lastMs)), nowMs) };
    })
    .toSorted((a, b) => b.count - a.count);
}
