/** The plan of one of so many rounds: together they take as many samples as the plan asks for. */
export function roundPlan(plan, rounds) {
  const share = (count) => Math.ceil(count / rounds);
  return {
    ...plan,
    componentIterations: share(plan.componentIterations),
    endToEndIterations: share(plan.endToEndIterations),
    durationS: share(plan.durationS),
  };
}
