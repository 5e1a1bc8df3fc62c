/** A plan as it was kept: what is no plan, or none that can be run today, is none. */
import * as v from 'valibot';
import type { BenchmarkPlan } from '../../store/benchmark-run';
import { checkPlan } from './plan';
import { planSchema } from './run-schema';

export function parsePlan(text: string): BenchmarkPlan | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { success, output } = v.safeParse(planSchema, json);
  return success && checkPlan(output) === undefined ? output : undefined;
}
