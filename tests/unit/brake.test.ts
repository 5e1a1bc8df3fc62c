import { expect, it } from 'vitest';
import { Brake } from '../../src/agent/brake';

function brakeOf() {
  const log: string[] = [];
  return { log, brake: new Brake({ hold: () => log.push('hold'), release: () => log.push('release') }) };
}

it('a hold lasts until the last of its reasons is gone', () => {
  const { brake, log } = brakeOf();
  brake.hold('a');
  brake.hold('b');
  brake.release('a');
  expect(log).toEqual(['hold']);
  brake.release('b');
  expect(log).toEqual(['hold', 'release']);
});

it('a reason counts once, however often it is given', () => {
  const { brake, log } = brakeOf();
  brake.hold('a');
  brake.hold('a');
  brake.release('a');
  brake.release('a');
  expect(log).toEqual(['hold', 'release']);
});

it('a reason that was not given lets nothing go', () => {
  const { brake, log } = brakeOf();
  brake.release('a');
  brake.hold('b');
  brake.release('a');
  expect(log).toEqual(['hold']);
});
