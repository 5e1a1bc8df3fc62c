// Finds a Chromium to run Sotto in: $CHROMIUM, the system's, Playwright's own, or one installed by the system's package
// manager when that is allowed. Says exactly what to do when there is none.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/snap/bin/chromium'];

/** Flags for a quiet browser without a sound card; as root Chromium refuses its sandbox. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
  // A window nobody looks at must keep its timers.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

const runs = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(runs);

function playwrightsOwn() {
  try {
    const file = chromium.executablePath();
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Installs Debian's Chromium where this user may; otherwise returns undefined. */
function install() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !runs('/usr/bin/apt-get')) return undefined;
  console.error('No Chromium found: installing it with apt-get …');
  const apt = (...args) =>
    execFileSync('apt-get', args, {
      // Standard output belongs to the caller's results.
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  } catch {
    return undefined;
  }
  return onPath();
}

/** @returns the path of an executable. @throws Error that says what to do. */
export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`$CHROMIUM names ${named}, which cannot be run. Correct it, or unset it to search the system.`);
  }
  const found = onPath() ?? PLACES.find(runs) ?? playwrightsOwn() ?? install();
  if (found) return found;
  throw new Error(
    'No Chromium found. Install one, then run this again:\n' +
      '  Debian, Ubuntu:  sudo apt-get install chromium\n' +
      '  Fedora:          sudo dnf install chromium\n' +
      '  macOS:           brew install --cask chromium\n' +
      '  anywhere:        npx playwright install chromium\n' +
      'or set $CHROMIUM to the path of one.',
  );
}
