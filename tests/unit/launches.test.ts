import { expect, it } from 'vitest';
import { followLaunches } from '../../src/launches';

/** A window of the installed app at this part of the page, and a way to launch it again. */
function openWindow(hash: string) {
  let consumer: (launch: { targetURL?: string }) => void = () => undefined;
  const location = new URL(`https://sotto.test/app/${hash}`);
  const launchQueue = {
    setConsumer(given: typeof consumer) {
      consumer = given;
    },
  };
  followLaunches({ location, launchQueue });
  return { location, launch: (targetURL?: string) => consumer(targetURL === undefined ? {} : { targetURL }) };
}

it('a shortcut leads the open window to its part of the page', () => {
  const { location, launch } = openWindow('');
  launch('https://sotto.test/app/#performance');
  expect(location.href).toBe('https://sotto.test/app/#performance');
  launch('https://sotto.test/app/');
  expect(location.hash).toBe('');
});

it('a launch without an address, or of another origin, changes nothing', () => {
  const { location, launch } = openWindow('#benchmark');
  launch();
  launch('https://elsewhere.test/#performance');
  expect(location.hash).toBe('#benchmark');
});

it('does without where the browser has no launch queue', () => {
  const location = new URL('https://sotto.test/');
  expect(() => followLaunches({ location })).not.toThrow();
});

it('what is shared with an open window is told once a launch; a window that was opened for it has read it by itself', () => {
  let launch: (launch: { targetURL?: string }) => void = () => undefined;
  const told: string[] = [];
  const address = 'https://sotto.test/app/?share-text=What+is+a+fugue%3F';
  followLaunches(
    {
      location: new URL('https://sotto.test/app/#performance'),
      launchQueue: {
        setConsumer: (given) => {
          launch = given;
        },
      },
      performance: { getEntriesByType: () => [{ name: address }] },
    },
    (text) => told.push(text),
  );
  launch({ targetURL: address });
  expect(told).toEqual([]);
  launch({ targetURL: address });
  launch({ targetURL: 'https://sotto.test/app/#performance' });
  launch({ targetURL: 'https://elsewhere.test/?share-text=no' });
  expect(told).toEqual(['What is a fugue?']);
});
