// What the first turn after opening the page costs more than those behind it.
import { median } from '../statistics.mjs';
import { askBriefly, harvest } from './harvest.mjs';

/** Time for what the page does of itself before anybody speaks. */
const SETTLE_MS = 4000;
/** Turns of one visit: the first, then both clips in turn. */
const TURNS_A_VISIT = 5;

/** Opens the page again and again; the first turn is the model's and a skill's by turns, always the same two clips. */
export async function measureFirstTurn(session, pools, { n, query, log }) {
  const clips = { model: pools.questions[0], skill: pools.skillQuestions[0] };
  const times = { model: { first: [], later: [] }, skill: { first: [], later: [] } };
  for (let visit = 0; visit < 2 * n; visit++) {
    await session.visit({ query });
    await session.page.waitForTimeout(SETTLE_MS);
    const order = visit % 2 ? ['skill', 'model'] : ['model', 'skill'];
    const asked = Array.from({ length: TURNS_A_VISIT }, (_, i) => order[i % 2]);
    for (const kind of asked) await askBriefly(session, clips[kind].path);
    const { said } = await harvest(session);
    said.forEach(({ heard }, i) => {
      if (heard.reply && !heard.early) times[asked[i]][i === 0 ? 'first' : 'later'].push(heard.perceivedMs);
    });
    log(`  visit ${visit + 1} of ${2 * n}`);
  }
  const penalty = ({ first, later }) => ({
    first: median(first),
    later: median(later),
    n: [first.length, later.length],
    percent: 100 * (median(first) / median(later) - 1),
    times: { first, later },
  });
  return { model: penalty(times.model), skill: penalty(times.skill) };
}
