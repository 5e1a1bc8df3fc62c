import { describe, expect, it } from 'vitest';
import { GOVERNOR_LIMITS, SpeculationGovernor } from '../../src/agent/speculation-governor';

const { lateMs, promptMs, lateForMs, criticalForMs, calmForMs, minAttempts, wasteForgottenAfterMs } = GOVERNOR_LIMITS;

describe('the governor of speculation', () => {
  it('lets it go all the way on a device at ease', () => expect(new SpeculationGovernor().extent(0)).toBe('full'));

  it('is off when it is switched off', () => expect(new SpeculationGovernor({ enabled: false }).extent(0)).toBe('off'));

  it('narrows when the detector stays late, and not for one late frame', () => {
    const governor = new SpeculationGovernor();
    governor.lag(lateMs, 0);
    governor.lag(promptMs, 64);
    governor.lag(lateMs, 128);
    expect(governor.extent(128 + lateForMs)).toBe('full');
    // Between late and prompt the lateness goes on.
    governor.lag(promptMs + 1, 192);
    governor.lag(lateMs, 128 + lateForMs);
    expect(governor.extent(128 + lateForMs)).toBe('transcript-only');
  });

  it('widens when the detector has been prompt for a while', () => {
    const governor = new SpeculationGovernor();
    governor.lag(lateMs, 0);
    governor.lag(lateMs, lateForMs);
    governor.lag(promptMs, lateForMs + 64);
    expect(governor.extent(lateForMs + calmForMs - 1)).toBe('transcript-only');
    expect(governor.extent(lateForMs + calmForMs)).toBe('full');
  });

  it('narrows under critical pressure that lasts, and until it has been over for a while', () => {
    const governor = new SpeculationGovernor();
    governor.pressure('critical', 0);
    expect(governor.extent(criticalForMs - 1)).toBe('full');
    expect(governor.extent(criticalForMs)).toBe('transcript-only');
    governor.pressure('critical', criticalForMs + 1);
    expect(governor.extent(3 * criticalForMs)).toBe('transcript-only');
    governor.pressure('nominal', 3 * criticalForMs);
    expect(governor.extent(3 * criticalForMs + calmForMs - 1)).toBe('transcript-only');
    expect(governor.extent(3 * criticalForMs + calmForMs)).toBe('full');
  });

  it('goes on under serious pressure, which its own work makes on two cores', () => {
    const governor = new SpeculationGovernor();
    governor.pressure('serious', 0);
    expect(governor.extent(10 * criticalForMs)).toBe('full');
  });

  it('narrows when nearly every attempt is wasted, and tries again later', () => {
    const governor = new SpeculationGovernor();
    for (let i = 1; i < minAttempts; i++) governor.attemptOver(true, i);
    expect(governor.extent(100)).toBe('full');
    governor.attemptOver(true, 100);
    expect(governor.extent(100)).toBe('transcript-only');
    expect(governor.extent(100 + wasteForgottenAfterMs)).toBe('full');
    governor.attemptOver(true, 101 + wasteForgottenAfterMs);
    expect(governor.extent(101 + wasteForgottenAfterMs)).toBe('full');
    expect(governor.counts).toEqual({ kept: 0, wasted: minAttempts + 1 });
  });

  it('takes half of the attempts being wasted as the price', () => {
    const governor = new SpeculationGovernor();
    for (let i = 0; i < 50; i++) governor.attemptOver(i % 2 === 0, i);
    expect(governor.extent(50)).toBe('full');
    expect(governor.counts).toEqual({ kept: 25, wasted: 25 });
  });
});
