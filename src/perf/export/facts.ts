/** Named facts beside a piece of work or a measurement: few, short, and only those that are known. */

export type Fact = string | number | boolean;
export type Facts = Readonly<Record<string, Fact>>;

/** The facts that are known; what is missing is left out. */
export function factsOf(facts: Readonly<Record<string, Fact | undefined>>): Facts {
  const known: Record<string, Fact> = {};
  for (const [name, fact] of Object.entries(facts)) if (fact !== undefined) known[name] = fact;
  return known;
}
