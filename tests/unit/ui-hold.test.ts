import { expect, it } from 'vitest';
import { Hold } from '../../src/ui/hold';

function logged(): { hold: Hold; log: string[] } {
  const log: string[] = [];
  return {
    hold: new Hold(
      () => log.push('down'),
      () => log.push('up'),
    ),
    log,
  };
}

it('goes down and up once, however often a key repeats', () => {
  const { hold, log } = logged();
  hold.down(' ');
  hold.down(' ');
  expect(hold.isDown).toBe(true);
  hold.up(' ');
  hold.up(' ');
  expect(hold.isDown).toBe(false);
  expect(log).toEqual(['down', 'up']);
});

it('belongs to what took it down', () => {
  const { hold, log } = logged();
  hold.down('pointer');
  hold.down('Enter');
  hold.up('Enter');
  expect(log).toEqual(['down']);
  hold.up('pointer');
  expect(log).toEqual(['down', 'up']);
});

it('is let go of as a whole, and a late release changes nothing', () => {
  const { hold, log } = logged();
  hold.up();
  hold.down(' ');
  hold.up();
  hold.up(' ');
  expect(log).toEqual(['down', 'up']);
  hold.down('click');
  expect(log).toEqual(['down', 'up', 'down']);
});
