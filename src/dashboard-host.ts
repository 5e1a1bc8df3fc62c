/** The dashboard while the address ends in `#performance`, and what is asked on it. */
import type { DashboardData } from './dashboard/data';
import { RANGES } from './dashboard/range';
import { SeriesReader } from './dashboard/series-reader';
import { TARGETS } from './dashboard/targets';
import { wantedSeries } from './dashboard/wanted-series';
import type { Page } from './page-switch';
import { PROFILES } from './perf/alerts/profiles';
import type { HealthReport } from './store/health';
import type { KeptStores } from './store/kept-stores';
import { quantileOf } from './store/rollup';
import type { TurnRecord } from './store/turn-record';
import { MAX_TURNS } from './store/turns';
import type { DashboardIntent, RangeKey } from './ui/dashboard/dashboard-view';
import type { SottoDashboard } from './ui/dashboard/sotto-dashboard';
import { onLocale } from './ui/text/text';
import type { Watching } from './watching';

export const DASHBOARD_HASH = '#performance';
/** Often enough to feel live; only while it is seen. A choice. */
const REFRESH_MS = 2000;

export interface DashboardHostOptions {
  watching: Watching;
  kept: KeptStores;
  /** Turns of this visit, for browsers that keep none. */
  turns: () => readonly TurnRecord[];
  version: string;
  nowMs: () => number;
  onError: (error: unknown) => void;
}

export class DashboardHost implements Page {
  readonly hash = DASHBOARD_HASH;
  #element: SottoDashboard | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #range: RangeKey = '30m';
  #component: DashboardData['component'] = 'all';
  #openTurnId: string | undefined;
  #dismissed = new Set<string>();
  #health: HealthReport | undefined;
  #checkingHealth = false;
  #data: DashboardData | undefined;
  #collectorUrl = '';
  #collectorStatus = '';

  readonly #reader: SeriesReader;

  constructor(private readonly options: DashboardHostOptions) {
    this.#reader = new SeriesReader(options.kept.metrics);
    document.addEventListener('visibilitychange', () => this.#refreshSoon(0));
    onLocale(() => this.#refreshSoon(0));
  }

  /** The dashboard is loaded when it is first looked at: start-up pays nothing for it. */
  async create(): Promise<HTMLElement> {
    const { settings } = this.options.kept;
    const [{ DashboardIntentEvent }, range, collectorUrl] = await Promise.all([
      import('./ui/dashboard/dashboard-view'),
      settings.get('dashboardRange').catch(() => undefined),
      settings.get('otlpUrl').catch(() => undefined),
      import('./ui/dashboard/sotto-dashboard'),
      import('./dashboard-views'),
    ]);
    if (isRange(range)) this.#range = range;
    this.#collectorUrl = collectorUrl ?? '';
    const element = document.createElement('sotto-dashboard');
    element.addEventListener(DashboardIntentEvent.type, (event) => {
      if (event instanceof DashboardIntentEvent) this.#do(event.intent).catch(this.options.onError);
    });
    return element;
  }

  opened(element: HTMLElement): void {
    if (!isDashboard(element)) throw new Error(`The dashboard cannot be a <${element.localName}>.`);
    this.#element = element;
    this.options.watching.watched = true;
    void this.#refresh()
      .then(() => this.#checkHealth())
      .catch(this.options.onError);
  }

  closed(): void {
    clearTimeout(this.#timer);
    this.#element = undefined;
    this.#openTurnId = undefined;
    this.options.watching.watched = false;
  }

  #refreshSoon(afterMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#element || document.visibilityState !== 'visible') return;
    this.#timer = setTimeout(() => void this.#refresh().catch(this.options.onError), afterMs);
  }

  /** Reads what is kept and shows it; then again after a while, as long as it is seen. */
  async #refresh(): Promise<void> {
    const data = await this.#read();
    const { dashboardView } = await import('./dashboard-views');
    if (!this.#element) return;
    this.#data = data;
    this.#element.view = dashboardView(data);
    this.#refreshSoon(REFRESH_MS);
  }

  async #read(): Promise<DashboardData> {
    const { watching, kept, nowMs } = this.options;
    const atMs = nowMs();
    const fromMs = atMs - RANGES[this.#range].lastMs;
    await watching.flush();
    const stored = await kept.turns.between(fromMs, atMs + 1).catch(() => []);
    const turns = [...new Map([...this.options.turns(), ...stored].map((turn) => [turn.id, turn])).values()];
    const turnsIncomplete = stored.length >= MAX_TURNS;
    const { points, buckets } = await this.#reader.read(wantedSeries(this.#range, turnsIncomplete, atMs));
    const open = turns.find(({ id }) => id === this.#openTurnId);
    return {
      nowMs: atMs,
      range: this.#range,
      component: this.#component,
      turns,
      turnsIncomplete,
      points,
      buckets,
      alerts: (await watching.alertsSince(fromMs)).filter(({ id }) => !this.#dismissed.has(id)),
      health: this.#health,
      checkingHealth: this.#checkingHealth,
      unavailable: watching.unavailable,
      facts: watching.facts,
      storage: kept.metrics.state,
      monitoring: watching.on,
      profiles: Object.values(PROFILES).map(({ id, title }) => ({ id, title })),
      activeProfile: watching.profile,
      targets: TARGETS,
      collector: { url: this.#collectorUrl, status: this.#collectorStatus },
      notifications: watching.notifications,
      openTurnId: this.#openTurnId,
      measures: open ? watching.monitor.measuresBetween(open.startedAtMs - 30_000, open.startedAtMs + 60_000) : [],
      quantile: quantileOf,
    };
  }

  async #do(intent: DashboardIntent): Promise<void> {
    const { watching, kept } = this.options;
    switch (intent.kind) {
      case 'set-range':
        this.#range = intent.range;
        await kept.settings.set('dashboardRange', intent.range).catch(this.options.onError);
        break;
      case 'set-component':
        this.#component = intent.component;
        break;
      case 'open-turn':
        this.#openTurnId = intent.turnId;
        break;
      case 'close-turn':
        this.#openTurnId = undefined;
        break;
      case 'export':
        await this.#export(intent);
        return;
      case 'push':
        await this.#push(intent.url);
        break;
      case 'set-notifications':
        await watching.setNotifications(intent.on);
        break;
      case 'run-health':
        return this.#checkHealth();
      case 'set-profile':
        await watching.setProfile(intent.profileId);
        break;
      case 'dismiss-alert':
        this.#dismissed.add(intent.alertId);
        break;
      case 'set-monitoring':
        await watching.setMonitoring(intent.on);
        break;
      case 'close':
        location.hash = '';
        return;
    }
    await this.#refresh();
  }

  /** To the user's own collector, and only when asked to. */
  async #push(url: string): Promise<void> {
    this.#collectorUrl = url;
    this.#collectorStatus = '';
    await this.options.kept.settings.set('otlpUrl', url).catch(this.options.onError);
    if (!url || !this.#data) return;
    const { pushDashboard, sendingWords } = await import('./dashboard-export');
    this.#collectorStatus = sendingWords();
    await this.#refresh();
    this.#collectorStatus = await pushDashboard(url, this.#data, this.options);
  }

  async #export(intent: Extract<DashboardIntent, { kind: 'export' }>): Promise<void> {
    const { exportDashboard } = await import('./dashboard-export');
    if (this.#data) await exportDashboard(intent, this.#data, this.options);
  }

  async #checkHealth(): Promise<void> {
    if (this.#checkingHealth) return;
    this.#checkingHealth = true;
    try {
      this.#health = await this.options.watching.health();
    } finally {
      this.#checkingHealth = false;
    }
    await this.#refresh();
  }
}

function isRange(text: string | undefined): text is RangeKey {
  return text !== undefined && ['5m', '30m', '24h', '7d', '30d'].includes(text);
}

function isDashboard(element: HTMLElement): element is SottoDashboard {
  return element.localName === 'sotto-dashboard';
}
