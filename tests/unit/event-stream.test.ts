import { describe, expect, it, vi } from 'vitest';
import { EventStream } from '../../src/agent/event-stream';
import { agentOf } from './agent-bench';

describe('the stream of events', () => {
  it('ends for a listener that has left', () => {
    const { agent } = agentOf();
    let count = 0;
    const leave = agent.subscribe(() => count++);
    agent.setMicrophone('off');
    leave();
    agent.setMicrophone('on');
    expect(count).toBe(1);
  });

  it('reaches everyone in the order told, also past a listener that throws', () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const stream = new EventStream<number>();
    const heard: string[] = [];
    stream.subscribe(() => {
      throw new Error('listener');
    });
    stream.subscribe((event) => heard.push(`a${event}`));
    stream.subscribe((event) => heard.push(`b${event}`));
    stream.emit(1);
    stream.emit(2);
    vi.unstubAllGlobals();
    expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
    expect(reported).toHaveBeenCalledTimes(2);
  });
});
