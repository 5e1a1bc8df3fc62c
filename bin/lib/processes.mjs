// What Linux says of the browser's renderer processes: the page and its workers live in them.
import { readdirSync, readFileSync } from 'node:fs';

/** Every process as /proc tells of it; none where there is no /proc. */
function allProcesses() {
  const processes = new Map();
  let names = [];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    // Not Linux.
  }
  for (const pid of names) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      processes.set(pid, { pid, command, parent: fields[1], ticks: Number(fields[11]) + Number(fields[12]) });
    } catch {
      // It ended while we looked.
    }
  }
  return processes;
}

/** Renderers of the browser that runs on this profile, with their processor time in clock ticks. */
export function renderersOf(profile) {
  const processes = allProcesses();
  const browser = [...processes.values()].find(
    ({ command }) => command.includes(profile) && !command.includes('--type='),
  );
  if (!browser) return [];
  const descends = (pid) => {
    for (let at = pid; at && at !== '1'; at = processes.get(at)?.parent) if (at === browser.pid) return true;
    return false;
  };
  return [...processes.values()].filter(({ pid, command }) => command.includes('--type=renderer') && descends(pid));
}

/** Memory of those renderers in MB: their proportional set size, shared pages counted by share. */
export function rendererMemoryMb(profile) {
  let kilobytes = 0;
  for (const { pid } of renderersOf(profile)) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0);
    } catch {
      // It ended while we looked.
    }
  }
  return kilobytes ? (kilobytes * 1024) / 1e6 : undefined;
}

/**
 * Memory of the page and its workers in MB: of the renderer process by the kernel's count, or else by the browser's own
 * measurement, which waits 60 s for the models' sleeping threads to answer.
 */
export async function memoryMb(page, profile) {
  const counted = rendererMemoryMb(profile);
  if (counted !== undefined) return counted;
  const bytes = await page.evaluate(() => performance.measureUserAgentSpecificMemory?.().then((m) => m.bytes));
  return bytes === undefined ? undefined : bytes / 1e6;
}
