/** The app neither rests nor goes on: throws an error that says in which state it stands, and what led there. */
export async function standstill(page, cause) {
  const state = await page.evaluate(() => {
    const { phase, utterances, turns, incidents } = window.sotto;
    return {
      phase,
      utterances: { ...utterances },
      turns: turns.slice(-3).map(({ outcome, transcript, reply, error }) => ({ outcome, transcript, reply, error })),
      incidents: incidents.slice(-20).map(({ kind, atMs }) => `${kind} ${Math.round(atMs - incidents[0].atMs)}`),
    };
  });
  throw new Error(`Sotto stands still: ${JSON.stringify(state, undefined, 1)}`, { cause });
}
