/** Sotto watching itself: what is measured anywhere comes in here, is judged, kept, and can be asked for. */
import type { CaptureToPage, ModelRole, PlaybackToPage, RealmReport } from '../workers/protocol';
import { type ActionOutcome, act } from './perf/alerts/actions';
import { type AlertChange, AlertEngine } from './perf/alerts/alert-engine';
import { AlertNotifications, browserNotifications, type NotificationState } from './perf/alerts/notifications';
import { DEFAULT_PROFILE, PROFILES, type ProfileId } from './perf/alerts/profiles';
import { RecentValues } from './perf/alerts/recent-values';
import { checkHealth, type HealthSources } from './perf/health';
import { measurePoints } from './perf/measure-points';
import { Monitor } from './perf/monitor';
import { setMonitor } from './perf/monitored';
import { PageMeasures } from './perf/page-measures';
import type { AudioContextLike } from './perf/system/audio-context';
import { type BrowserProbes, browserProbes } from './perf/system/browser-probes';
import type { PressureState } from './perf/system/pressure';
import type { Fact } from './perf/system/probe';
import { SystemProbe, USUAL_INTERVAL_MS, WATCHED_INTERVAL_MS } from './perf/system/system-probe';
import type { AlertRecord } from './store/alert';
import type { Fingerprint } from './store/benchmark-run';
import type { HealthReport } from './store/health';
import type { KeptStores } from './store/kept-stores';
import { type Component, DEFAULT_RETENTION, type Retention } from './store/metric';
import { MetricWriter } from './store/metric-writer';
import type { TurnRecord } from './store/turn-record';

/** Alerts of this visit that the page can still show; the store keeps more. */
const MAX_ALERTS = 200;

export interface WatchingOptions {
  kept: KeptStores;
  nowMs: () => number;
  audioContext: () => AudioContextLike | undefined;
  /** Models, sound and workers, for the health check. */
  sources: Pick<HealthSources, 'models' | 'audio' | 'workers'>;
  waitingTurns: () => number;
  /** What is measured on, for benchmarks of programs. */
  fingerprint: () => Promise<Fingerprint>;
  /** Keeps a choice that the user made here. */
  prefer: (change: { monitor: boolean }) => Promise<void>;
  /** An alert asks for less work while it lasts. */
  onDegrade: (change: AlertChange) => void;
  onError: (error: unknown) => void;
}

export class Watching {
  readonly monitor: Monitor;
  readonly #writer: MetricWriter;
  readonly #page: PageMeasures;
  readonly #probes: BrowserProbes;
  readonly #system: SystemProbe;
  readonly #recent = new RecentValues();
  readonly #alerts: AlertEngine;
  #notifications = new AlertNotifications(browserNotifications(), false);
  #shown: AlertRecord[] = [];
  #profile: ProfileId = DEFAULT_PROFILE;
  /** How much is kept. */
  retention: Retention = DEFAULT_RETENTION;
  #webhook: string | undefined;
  #realmsSelfMs = 0;
  #toldSelfMs = 0;

  constructor(private readonly options: WatchingOptions) {
    const { kept, nowMs, audioContext } = options;
    this.#writer = new MetricWriter({
      store: kept.metrics,
      retention: () => this.retention,
      onError: options.onError,
    });
    this.monitor = new Monitor({
      store: kept.metrics,
      writer: this.#writer,
      profiles: kept.profiles,
      benchmarks: {
        keep: async (run) => {
          const { summaryOf } = await import('./perf/benchmark/fingerprint');
          await kept.benchmarks.put(run, summaryOf(run));
        },
        since: (fromMs) => kept.benchmarks.since(fromMs),
        fingerprint: options.fingerprint,
      },
      onPoint: (point) => this.#recent.record(point),
      onSwitch: (on) => (on ? this.#system.start() : this.#system.stop()),
      nowMs,
    });
    this.#page = new PageMeasures({
      onPoints: (points) => this.monitor.take(points),
      onMeasures: (measures) => this.monitor.takeMeasures(measures),
    });
    this.#probes = browserProbes({ page: this.#page, audioContext, nowMs });
    this.#system = new SystemProbe({
      probes: [...this.#probes.all, this.#queueProbe(), this.#costProbe()],
      onPoints: (points) => {
        this.monitor.take(points);
        this.#alerts.evaluate(nowMs());
      },
    });
    this.#alerts = new AlertEngine({
      read: (query, atMs) => this.#recent.read(query, atMs),
      onChange: (change) => this.#changed(change),
    });
    this.#useProfile(DEFAULT_PROFILE);
    this.#system.setEnabled(this.#probes.memory.name, false);
  }

  /** Reads what the user chose, closes the alerts of visits that ended without it, and begins. */
  async start(): Promise<void> {
    const { settings, alerts } = this.options.kept;
    this.#writer.watch(document);
    setMonitor(this.monitor);
    const [profile, webhook, notifications] = await Promise.all(
      // Without a database everything is as it comes.
      (['alertProfile', 'webhookUrl', 'notifications'] as const).map((key) => settings.get(key).catch(() => undefined)),
    );
    this.#webhook = webhook;
    this.#notifications = new AlertNotifications(browserNotifications(), notifications === 'on');
    if (profile !== undefined && isProfile(profile)) this.#useProfile(profile);
    const atMs = this.options.nowMs();
    for (const alert of await alerts.latest(MAX_ALERTS).catch(() => [])) {
      if (alert.clearedAtMs === undefined && !this.#shown.some(({ id }) => id === alert.id))
        await alerts.update({ ...alert, clearedAtMs: atMs });
    }
  }

  get on(): boolean {
    return this.monitor.on;
  }

  get profile(): ProfileId {
    return this.#profile;
  }

  /** What this browser does not tell, in words. */
  get unavailable(): readonly string[] {
    return [...this.#page.unavailable, ...this.#system.unavailable];
  }

  /** What the device is, in words. */
  get facts(): readonly Fact[] {
    return this.#system.facts();
  }

  /** The user's choice, to be kept as one. */
  async setMonitoring(on: boolean): Promise<void> {
    await this.options.prefer({ monitor: on });
  }

  async setProfile(id: string): Promise<void> {
    if (!isProfile(id)) return;
    this.#useProfile(id);
    await this.options.kept.settings.set('alertProfile', id);
  }

  get notifications(): NotificationState {
    return this.#notifications.state;
  }

  /** To be called from a click: the browser asks the user. */
  async setNotifications(on: boolean): Promise<void> {
    if (on) await this.#notifications.switchOn();
    else this.#notifications.switchOff();
    await this.options.kept.settings.set('notifications', on ? 'on' : 'off');
  }

  /** Somebody looks at the dashboard: the system is asked every second. */
  set watched(watched: boolean) {
    this.#system.setInterval(watched ? WATCHED_INTERVAL_MS : USUAL_INTERVAL_MS);
  }

  onRealm(report: RealmReport): void {
    this.#realmsSelfMs += report.selfMs;
    this.#probes.workers.feed(report);
    this.#probes.network.feed(report);
    this.monitor.takeMeasures(report.measures);
    this.monitor.take(measurePoints(report.measures));
  }

  /** The models are there. Before that their memory is not, and what was measured would stand for a minute. */
  onLoaded(): void {
    this.#system.setEnabled(this.#probes.memory.name, true);
  }

  onCapture(stats: CaptureToPage): void {
    this.#probes.capture.feed(stats);
  }

  onPlayback(message: PlaybackToPage): void {
    this.#probes.playback.feed(message);
  }

  onPressure(state: PressureState): void {
    this.#probes.pressure.feed(state);
  }

  onTurn(record: TurnRecord): void {
    this.monitor.takeTurn(record);
    this.#alerts.evaluate(this.options.nowMs());
  }

  /** A model's worker broke and is no more. */
  onBroken(role: ModelRole, code: string): void {
    this.#probes.workers.ended(role);
    this.onFailure(role, code);
  }

  /** Something failed beside a turn. */
  onFailure(component: Component, code: string): void {
    this.monitor.recordMetric('errors', 1, { component, code });
  }

  /** Alerts that last, and those of the time asked for, newest first. */
  async alertsSince(fromMs: number): Promise<AlertRecord[]> {
    const stored = await this.options.kept.alerts.since(fromMs).catch(() => []);
    const byId = new Map([...stored, ...this.#shown].map((alert) => [alert.id, alert]));
    return [...byId.values()].sort((a, b) => b.raisedAtMs - a.raisedAtMs);
  }

  health(): Promise<HealthReport> {
    const { kept, nowMs, sources } = this.options;
    const newest = async (name: string, lastMs: number) =>
      (await this.monitor.getMetrics(name, { lastMs, component: 'system' })).at(-1)?.value;
    return checkHealth(
      {
        ...sources,
        storage: async (text) => {
          await kept.settings.set('healthProbe', text);
          return kept.settings.get('healthProbe');
        },
        memoryMb: () => newest('memory_mb', 5 * 60_000),
        pressure: () => newest('pressure', 60_000),
      },
      nowMs(),
    );
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    return this.#writer.flush();
  }

  #useProfile(id: ProfileId): void {
    this.#profile = id;
    this.#alerts.setAll(PROFILES[id].rules, this.options.nowMs());
    this.#recent.watch(this.#alerts.queries);
  }

  #changed(change: AlertChange): void {
    const { kept, onDegrade, onError } = this.options;
    const { alert } = change;
    this.#shown = [alert, ...this.#shown.filter(({ id }) => id !== alert.id)].slice(0, MAX_ALERTS);
    const keep = change.kind === 'raised' ? kept.alerts.add(alert) : kept.alerts.update(alert);
    keep.catch(onError);
    void act(change, {
      log: (line) => this.#log(line),
      notifications: this.#notifications,
      onDegrade,
      webhookAddress: () => this.#webhook,
      fetch: (...request) => fetch(...request),
    }).then((outcome) => this.#acted(outcome));
  }

  /** The browser's own timeline is the log: it is in every recording, and no console is written to. */
  #log(line: string): void {
    performance.mark('sotto:alert', { detail: line });
  }

  #acted(outcome: ActionOutcome): void {
    if (outcome.kind === 'failed') this.onFailure('system', 'alert-action-failed');
  }

  #queueProbe() {
    const { waitingTurns, nowMs } = this.options;
    return {
      name: 'Turns that wait',
      available: true,
      sample: async () => [{ name: 'queue', component: 'pipeline' as const, atMs: nowMs(), value: waitingTurns() }],
    };
  }

  /** The monitor's own work since it was last asked. */
  #costProbe() {
    return {
      name: "The monitor's own cost",
      available: true,
      sample: async () => {
        const selfMs = this.monitor.selfMs + this.#page.selfMs + this.#system.selfMs + this.#realmsSelfMs;
        const value = selfMs - this.#toldSelfMs;
        this.#toldSelfMs = selfMs;
        return [{ name: 'monitor_ms', component: 'system' as const, atMs: this.options.nowMs(), value }];
      },
    };
  }
}

function isProfile(id: string): id is ProfileId {
  return Object.hasOwn(PROFILES, id);
}
