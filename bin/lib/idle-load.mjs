// How much of a core the page takes while it listens to silence: processor time of the renderer, by the kernel's count.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWav } from '../../tests/probe/analyze.mjs';
import { Session } from './session.mjs';

/** Clock ticks a second in /proc/PID/stat; 100 on every Linux that Chromium runs on. */
const TICKS_PER_SECOND = 100;

/** After loading, V8 goes on compiling WebAssembly in the background for some 15 s (8 % of a core, measured by thread). */
const SETTLE_SECONDS = 20;

/** Processor seconds used so far by renderers of the browser with this profile; undefined where there is no /proc. */
function rendererSeconds(profile) {
  let ticks = 0;
  let found = false;
  const processes = new Map();
  let names;
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return undefined;
  }
  for (const pid of names) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      processes.set(pid, { command, parent: fields[1], ticks: Number(fields[11]) + Number(fields[12]) });
    } catch {
      // It ended while we looked.
    }
  }
  const browser = [...processes].find(([, { command }]) => command.includes(profile) && !command.includes('--type='));
  if (!browser) return undefined;
  const descends = (pid) => {
    for (let at = pid; at && at !== '1'; at = processes.get(at)?.parent) if (at === browser[0]) return true;
    return false;
  };
  for (const [pid, { command, ticks: used }] of processes) {
    if (!command.includes('--type=renderer') || !descends(pid)) continue;
    ticks += used;
    found = true;
  }
  return found ? ticks / TICKS_PER_SECOND : undefined;
}

/**
 * Listens to silence for some seconds, in a browser without the probe, whose own worklets would be counted too.
 * @returns undefined figures where the system does not tell them.
 */
export async function idleLoad(seconds, log) {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-silence-'));
  const silence = join(folder, 'silence.wav');
  writeWav(silence, new Float32Array(16_000 * 4), 16_000);
  const session = await Session.open({
    warm: false,
    probe: false,
    flags: ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${silence}`],
    log,
  });
  try {
    log(`settling for ${SETTLE_SECONDS} s, then listening to silence for ${seconds} s …`);
    await session.page.waitForTimeout(SETTLE_SECONDS * 1000);
    const before = rendererSeconds(session.profile);
    const start = performance.now();
    await session.page.waitForTimeout(seconds * 1000);
    const after = rendererSeconds(session.profile);
    if (before === undefined || after === undefined) return { percentOfOneCore: undefined, seconds };
    const elapsed = (performance.now() - start) / 1000;
    return { percentOfOneCore: Math.round((1000 * (after - before)) / elapsed) / 10, seconds };
  } finally {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
