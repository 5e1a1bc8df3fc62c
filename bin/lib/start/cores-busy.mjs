// How busy the machine is with other work, by the kernel's count.
import { readFileSync } from 'node:fs';

/** Time in clock ticks since the start of the machine: all of it, and idle; undefined where there is no /proc. */
function ticks() {
  try {
    const [line] = readFileSync('/proc/stat', 'utf8').split('\n');
    const [user, nice, system, idle, ioWait, irq, softIrq, steal] = line.trim().split(/\s+/).slice(1).map(Number);
    return { idle: idle + ioWait, all: user + nice + system + idle + ioWait + irq + softIrq + steal };
  } catch {
    return undefined;
  }
}

/**
 * Watches for some seconds. @returns per cent of all cores that worked, or were lent to another machine; undefined where the
 * system does not tell.
 */
export async function coresBusyPercent(seconds) {
  const before = ticks();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const after = ticks();
  if (!before || !after || after.all === before.all) return undefined;
  return Math.round(100 * (1 - (after.idle - before.idle) / (after.all - before.all)));
}
