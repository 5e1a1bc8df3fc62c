import { describe, expect, it } from 'vitest';
import { ALL_ON, type Techniques } from '../../src/agent/techniques';
import { agentOf } from './agent-bench';
import { settle } from './turn-fakes';

/** An agent asked something, whose model has begun to write. */
async function answering(off: Partial<Techniques>) {
  const bench = agentOf('off', { techniques: { ...ALL_ON, ...off } });
  bench.model.writesByItself = bench.voice.speaksByItself = false;
  bench.agent.ask('Tell me a story.');
  await settle();
  for (const delta of ['Cats', ' sleep', ' most', ' days', ' because', ' hunting', ' costs', ' lots', ' of', ' it']) {
    bench.model.replies[0]?.write(delta);
  }
  return bench;
}

describe('a technique that is off', () => {
  it('lets the first clause wait for more words', async () => {
    expect((await answering({})).voice.texts[0]).toBe('Cats sleep most days');
    expect((await answering({ earlyFirstClause: false })).voice.texts[0]).toBe(
      'Cats sleep most days because hunting costs lots',
    );
  });

  it('lets the model run beside the voice', async () => {
    expect((await answering({})).model.log).toEqual(['generate', 'hold']);
    expect((await answering({ modelHold: false })).model.log).toEqual(['generate']);
  });
});
