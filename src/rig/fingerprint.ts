/** What this device, this browser and this build are, as far as they tell. */
import type { InstalledPack } from '../../workers/protocol';
import type { ChosenModel } from '../models/catalog-model';
import type { Fingerprint } from '../store/benchmark-run';

export interface FingerprintSources {
  appVersion: string;
  commit: string | undefined;
  threads: number;
  packs: readonly InstalledPack[];
  /** What plays each role, and where. */
  chosen: readonly ChosenModel[];
  /** Name and value of each thing the system probes found out. */
  facts: readonly { name: string; value: string }[];
  /** Every choice that changes what is measured. */
  settings: unknown;
}

/** The part of `navigator.userAgentData` used here. User-Agent Client Hints §4. */
interface AgentData {
  readonly mobile?: boolean;
  getHighEntropyValues(hints: string[]): Promise<{
    platform?: string;
    platformVersion?: string;
    architecture?: string;
    fullVersionList?: { brand: string; version: string }[];
  }>;
}

declare global {
  interface Navigator {
    /** Chromium only. */
    readonly deviceMemory?: number;
    readonly userAgentData?: AgentData;
  }
}

export async function fingerprintOf(sources: FingerprintSources): Promise<Fingerprint> {
  const { browser, os } = await browserAndSystem();
  const { deviceMemory } = navigator;
  const gpu = sources.facts.filter(({ name }) => name.startsWith('GPU')).map(({ value }) => value);
  const models = await Promise.all(
    sources.packs.map(async (pack) => {
      const hashes = pack.files.map(({ sha256 }) => sha256).join();
      return [pack.role, `${pack.id}@${pack.version} ${await shortHash(hashes)}`] as const;
    }),
  );
  return {
    appVersion: sources.appVersion,
    commit: sources.commit,
    browser,
    os,
    cores: navigator.hardwareConcurrency,
    memoryGb: deviceMemory,
    isolated: globalThis.crossOriginIsolated,
    threads: sources.threads,
    gpu: gpu.length && gpu.join() !== 'none' ? gpu.join(' ') : undefined,
    backends: Object.fromEntries(
      sources.chosen.map(({ model, device }) => [
        model.role,
        model.engine === 'sotto' ? device : `${model.engine} ${device}`,
      ]),
    ),
    models: Object.fromEntries(models.sort(([a], [b]) => a.localeCompare(b))),
    settingsHash: await shortHash(JSON.stringify(sources.settings)),
  };
}

async function browserAndSystem(): Promise<{ browser: string; os: string }> {
  const { userAgentData } = navigator;
  if (!userAgentData) return { browser: navigator.userAgent, os: navigator.platform };
  const told = await userAgentData.getHighEntropyValues(['fullVersionList', 'platformVersion', 'architecture']);
  // Browsers add a brand that means nothing, so that nobody relies on the list's order.
  const brand = told.fullVersionList?.filter(({ brand }) => !/not.?a.?brand/i.test(brand.replace(/[^\w]/g, ''))).at(0);
  return {
    browser: brand ? `${brand.brand} ${brand.version}` : navigator.userAgent,
    os: [told.platform, told.platformVersion, told.architecture].filter(Boolean).join(' '),
  };
}

/** Twelve hexadecimal digits of a SHA-256. */
async function shortHash(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...hash.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
