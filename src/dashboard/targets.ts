/** The targets that the dashboard holds its figures against: those of the budgets. */
import { budgetOf, LIMITS } from '../perf/budgets';
import type { Targets } from './data';

export const TARGETS: Targets = {
  latency(component) {
    const budget = budgetOf(component);
    return budget && { good: budget.goodMs, acceptable: budget.acceptableMs };
  },
  memoryMb: { good: LIMITS.goodMemoryMb, acceptable: LIMITS.memoryMb },
};
