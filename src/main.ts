/**
 * The only place that builds things and wires them together. Longer than 300 lines because everything there is meets here; what
 * a part does lies with the part.
 */
import BenchWorker from '../workers/bench/bench.worker?worker';
import PackWorker from '../workers/pack/pack.worker?worker';
import type { ModelRole, PackCalls, PlaybackToPage } from '../workers/protocol';
import { SottoError, toSottoError } from '../workers/rpc';
import { trustOwnScriptUrls } from '../workers/trusted-script-urls';
import captureWorkletUrl from '../workers/worklets/capture.worklet?worker&url';
import playbackWorkletUrl from '../workers/worklets/playback.worklet?worker&url';
import { Agent } from './agent/agent';
import { calculator } from './agent/skills/calculator';
import { clock } from './agent/skills/clock';
import { SpeculationGovernor } from './agent/speculation-governor';
import { techniquesFrom } from './agent/techniques';
import { nowMs } from './agent/trace';
import { watchDevices } from './audio/devices';
import { watchHeadset } from './audio/headset';
import { BenchmarkHost } from './benchmark-host';
import { Benchmarks } from './benchmarks';
import { openBrowserVoice } from './browser-voice';
import { Controls } from './controls';
import { Conversations } from './conversations';
import { DashboardHost } from './dashboard-host';
import { exposeDiagnostics } from './diagnostics';
import { absolute, runtimeFor, startEngine } from './engine-workers';
import { FirstRun } from './first-run';
import { followLaunches } from './launches';
import { LivingRoom, showTitle } from './living-room';
import { MicCheckHost } from './mic-check-host';
import { MicrophoneControl } from './microphone-control';
import { firstChoices, ModelChoice, starterFor, starters } from './model-choice';
import type { Choice } from './models/choose-model';
import { ModelLoader } from './models/model-loader';
import { ModelWorker } from './models/model-worker';
import { PackInstaller } from './models/pack-installer';
import { OneQuestion } from './one-question';
import { PageSwitch } from './page-switch';
import { addPages } from './pages';
import { Pipeline } from './pipeline';
import { inspectPlatform } from './platform';
import { PreferenceEffects } from './preference-effects';
import { readPreferences, writePreferences } from './preferences';
import { INITIAL_PAGE, needsName, type PageState, present, viewOf } from './present';
import { watchPressure } from './pressure';
import { Reachable } from './reachable';
import { RequestCounter } from './requests';
import { fingerprintOf } from './rig/fingerprint';
import { takeShare } from './share-target';
import { watchShell } from './shell-worker';
import { SpeakerControl } from './speaker-control';
import { ROLES, Startup } from './startup';
import { createDatabase } from './store/database';
import { keptStores } from './store/kept-stores';
import type { Preferences } from './store/preferences';
import { withoutWords } from './store/wordless-turn';
import './ui/sotto-app';
import { deviceWords } from './ui/device-words';
import { faultWords } from './ui/fault-words';
import { beginLocale } from './ui/text/locale-choice';
import { currentLocale, onLocale } from './ui/text/text';
import { IntentEvent } from './ui/view-model';
import { Watching } from './watching';

trustOwnScriptUrls();
// Another language than English is fetched while the page is made; without it the page is English.
beginLocale().catch(() => {});

const app = document.querySelector('sotto-app');
if (!app) throw new Error('index.html has no <sotto-app>.');
const shell = app;

let page: PageState = INITIAL_PAGE;
const show = (next: PageState) => {
  page = next;
  app.view = viewOf(page, __SOTTO_VERSION__);
  showTitle(app.view);
};
const notice = (error: unknown) => {
  const { code, message } = toSottoError(error);
  if (code !== 'aborted') show({ ...page, notice: faultWords(code, message) });
};

const diagnostics = exposeDiagnostics(__SOTTO_VERSION__);
/** Level of whoever is heard, from −60 dBFS (nothing) to −10 (loud), as 0 to 1. */
const showLevel = (dbfs: number) => app.level(Math.min(1, Math.max(0, (dbfs + 60) / 50)));

const database = createDatabase();
const kept = keptStores(database);
/** Without a database Sotto works and forgets: private windows of some browsers have none. */
let remembers = false;
const requests = new RequestCounter({
  settings: () => (remembers ? kept.settings : undefined),
  nowMs,
  onError: notice,
});
/** Settled once it is known what the user prefers, or that nobody remembers. */
const preferred = openStores().catch(notice);
const shellWorker = watchShell((update) => show({ ...page, update }));
function start(): void {
  const { threads, limitation } = inspectPlatform();
  show({ ...page, limitation });
  const techniques = techniquesFrom(location.search);
  const governor = new SpeculationGovernor();
  const watching = new Watching({
    kept,
    nowMs,
    audioContext: () => pipeline.context,
    sources: {
      models: () => loader.health,
      audio: () => (pipeline.resting || !pipeline.context ? 'not-needed' : pipeline.context.state),
      workers: () => pipeline.workers,
    },
    waitingTurns: () => agent.waiting,
    fingerprint: () => fingerprint(),
    prefer: (change) => prefer(change),
    onDegrade: ({ kind }) => diagnostics.alerted(kind),
    onError: notice,
  });
  watchPressure((state) => {
    governor.pressure(state, nowMs());
    watching.onPressure(state);
    benchmarks.onPressure(state);
  });
  const choice = new ModelChoice({
    preferences: () => page.preferences,
    navigator,
    isolated: globalThis.crossOriginIsolated,
    hasSystemVoices: () => systemVoice.available(),
  });
  const onPlayback = (message: PlaybackToPage) => {
    if (benchmarks.running) return;
    if (message.kind === 'level') showLevel(message.dbfs);
    diagnostics.onPlayback(message);
    watching.onPlayback(message);
  };
  const systemVoice = openBrowserVoice(onPlayback, () => void startup.chooseAgain().catch(notice));
  let replies = 0;
  const pipeline = new Pipeline({
    start: startEngine,
    models: starters(),
    systemVoice,
    captureWorkletUrl,
    playbackWorkletUrl,
    runtime: runtimeFor,
    threads: () => Math.min(threads, page.preferences.threads || threads),
    techniques,
    onContext: () => speaker.contextMade(),
    onVad: (event) => {
      if (benchmarks.onVad(event)) return;
      if (event.kind === 'echo') microphone.onEcho(event);
      if (event.kind === 'level' && agent.state.phase.name !== 'speaking') showLevel(event.dbfs);
      diagnostics.onVad(event);
      agent.onVad(event);
    },
    onPlayback,
    onMeasures: (report) => {
      requests.add(report.requests);
      watching.onRealm(report);
      benchmarks.onMeasures(report);
    },
    onCapture: (stats) => {
      watching.onCapture(stats);
      livingRoom.observe();
    },
    onBroken: (role, error) => {
      watching.onBroken(role, error.code);
      startup.recover(role, error);
    },
    onMicrophoneLost: async (error) => {
      if (await microphone.lost()) return;
      agent.setMicrophone('off');
      notice(error);
    },
  });
  /** What was chosen for each role, and why; what could not be loaded was taken back by `Startup`. */
  const choices: Record<ModelRole, Choice> = firstChoices();
  const choicesNow = (): Record<ModelRole, Choice> => {
    const now = (role: ModelRole): Choice => {
      const used = pipeline.chosen(role);
      const wanted = choices[role];
      if (used.model.id === wanted.model.id && used.device === wanted.device) return wanted;
      return { ...used, reason: { kind: 'failed', wanted: wanted.model.title } };
    };
    return { vad: now('vad'), stt: now('stt'), llm: now('llm'), tts: now('tts') };
  };
  const engines = () => Object.fromEntries(ROLES.map((role) => [role, pipeline.chosen(role).model.id]));
  const agentOptions = {
    ear: pipeline.ear,
    model: pipeline.model,
    voice: pipeline.voice,
    skills: [calculator, clock],
    locale: 'en-US',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    usable: () => startup.recovery,
    techniques,
    patience: () => page.preferences.patience,
    engines,
    wishes: () => {
      const { llmMaxTokens, voiceRate, historyTurns } = page.preferences;
      return { maxTokens: llmMaxTokens, rate: voiceRate, historyTurns };
    },
    nextReplyId: () => ++replies,
  };
  const agent = new Agent({ ...agentOptions, governor, needsName: () => needsName(page.preferences) });
  const microphone = new MicrophoneControl({
    pipeline,
    settings: () => (remembers ? kept.settings : undefined),
    onDevices: (devices) => show({ ...page, devices }),
    onHalfDuplex: (halfDuplexReason) => show({ ...page, halfDuplexReason }),
    onNote: (note) => show({ ...page, notice: deviceWords(note) }),
    onError: notice,
  });
  const speaker = new SpeakerControl({
    context: () => pipeline.context,
    onNote: (note) => show({ ...page, notice: deviceWords(note) }),
    onError: notice,
  });
  watchDevices(({ speakers }) => speaker.onDevices(speakers));
  const packs = new PackInstaller({
    worker: new ModelWorker<PackCalls>({
      name: 'pack',
      start: () => new PackWorker(),
      onMeasures: (report) => {
        requests.add(report.requests);
        watching.onRealm(report);
      },
      onBroken: ({ code }) => watching.onFailure('system', code),
    }),
  });
  const modelsUrl = absolute(`${import.meta.env.BASE_URL}models/`);
  const loader = new ModelLoader({
    packs,
    targets: pipeline.targets,
    baseUrl: modelsUrl,
    onChange: (items, fromNetwork) => {
      if (agent.state.phase.name === 'loading') agent.dispatch({ kind: 'loading', items, fromNetwork });
    },
  });
  const startup: Startup = new Startup({
    agent,
    loader,
    pipeline,
    preferred,
    choose: async (role, stored) => {
      choices[role] = await choice.choose(role, stored);
      return choices[role];
    },
    starter: starterFor,
    onChanging: (chosen) => {
      show({ ...page, changing: chosen?.model.title });
      pages.changed();
    },
    onLoaded: (answers) => {
      diagnostics.loaded(answers);
      watching.onLoaded();
    },
    onError: notice,
  });

  const conversations = new Conversations({
    agent,
    store: () => (remembers ? kept.conversations : undefined),
    page: () => page,
    show,
    onError: notice,
    get locale() {
      return currentLocale() === 'en' ? agentOptions.locale : currentLocale();
    },
    timeZone: agentOptions.timeZone,
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) conversations.refresh().catch(notice);
  });
  agent.subscribe((event) => {
    show(present(page, event));
    conversations.onAgent(event);
    diagnostics.onAgent(event);
    if (event.kind === 'turn') {
      // What others say in the room would only push out what the user said.
      if (remembers && event.record.outcome !== 'not-addressed') {
        const { record } = event;
        kept.turns.add(conversations.keepsWordsOf(record.id) ? record : withoutWords(record)).catch(notice);
      }
      watching.onTurn(event.record);
    }
    if (event.kind === 'state') shellWorker.onPhase(event.state.phase.name);
    if (event.kind === 'own-voice-heard') microphone.onOwnWords();
    if (event.kind === 'state') {
      livingRoom.observe();
      if (oneQuestion.observe(event.state, page.preferences.talkMode)) controls.closeMicrophone();
    }
    if (event.kind === 'state') microphone.speaking = event.state.phase.name === 'speaking';
    if (event.kind === 'state' && event.state.phase.name === 'ready' && event.state.microphone === 'off') {
      pipeline.rest().catch(notice);
    }
  });
  diagnostics.watch(() => ({ phase: agent.state.phase.name, fetchedBytes: loader.fetchedBytes }));

  const firstRun = new FirstRun({
    agent,
    settings: () => (remembers ? kept.settings : undefined),
    openOutput: () => pipeline.openOutput(),
    canBeHeard: () => pipeline.voice.available() && page.preferences.voiceVolume > 0,
    show: (welcome) => show({ ...page, welcome }),
    onError: notice,
  });
  const micCheck = new MicCheckHost({
    preferences: () => page.preferences,
    pause: () => {
      if (agent.state.microphone === 'off') return undefined;
      controls.closeMicrophone();
      return () => {
        if (agent.state.phase.name === 'ready') void controls.talk().catch(notice);
      };
    },
  });
  const controls: Controls = new Controls({
    firstRun,
    micCheck,
    agent,
    pipeline,
    microphone,
    conversations,
    startup,
    shellWorker,
    page: () => page,
    show,
    notice,
    onSilent: () => shell.level(0),
    prefer: (change) => prefer(change),
  });
  const oneQuestion = new OneQuestion();
  const effects = new PreferenceEffects({
    pipeline,
    microphone,
    speaker,
    startup,
    watching,
    reopen: () => controls.reopenMicrophone(),
    allow: async (origins) => {
      if (await shellWorker.allow(origins)) return;
      throw new SottoError('host-not-allowed', 'No service worker is at work here.');
    },
  });
  const prefer = async (change: Partial<Preferences>): Promise<void> => {
    const before = page.preferences;
    const preferences = { ...before, ...change };
    show({ ...page, preferences });
    pages.changed();
    // Kept before it takes effect: one of the effects loads the page anew.
    if (remembers) await writePreferences(kept.settings, preferences);
    await effects.change(before, preferences);
  };
  const serviceWorker = import.meta.env.PROD ? navigator.serviceWorker : undefined;
  const reachable = new Reachable({
    ownOrigin: location.origin,
    builtConnect: __SOTTO_CONNECT__,
    controlled: Boolean(serviceWorker?.controller),
    canChange: Boolean(serviceWorker),
  });
  const pageSwitch = new PageSwitch({ conversation: shell, onError: notice });
  const pages = addPages({
    pages: pageSwitch,
    packs,
    database,
    kept,
    modelsUrl,
    version: __SOTTO_VERSION__,
    nowMs,
    preferences: () => page.preferences,
    prefer,
    remembers: () => remembers,
    choice,
    choices: choicesNow,
    systemVoices: () => systemVoice.voices,
    reachable,
    allowed: shellWorker,
    requests,
    removeConversations: () => conversations.removeAll(),
    tryAgain: (work) => startup.tryAgain(work),
    reload: () => location.reload(),
    onRestored: () => {
      conversations.refresh().catch(notice);
      readKept().catch(notice);
    },
    beforeWipe: () => {
      remembers = false;
      watching.monitor.on = false;
    },
    onError: notice,
  });
  const begin = async () => {
    reachable.loadedWith = page.preferences.allowedOrigins;
    shellWorker.restoreAllowed(page.preferences.allowedOrigins).catch(notice);
    pageSwitch.start();
    await effects.begin(page.preferences);
  };
  void preferred.then(begin).catch(notice);
  const livingRoom = new LivingRoom({
    state: () => agent.state,
    idleMinutes: () => page.preferences.idleMinutes,
    onIdle: (minutes) => controls.giveBackMicrophone(minutes),
  });
  document.addEventListener(IntentEvent.type, (event) => {
    if (event instanceof IntentEvent) controls.onIntent(event.intent).catch(notice);
  });
  watchHeadset({ onStop: () => agent.stop(), onTalk: () => void controls.talk().catch(notice) });
  const fingerprint = () =>
    fingerprintOf({
      appVersion: __SOTTO_VERSION__,
      commit: __SOTTO_COMMIT__ || undefined,
      threads,
      packs: loader.installed,
      chosen: ROLES.map((role) => pipeline.chosen(role)),
      facts: watching.facts,
      settings: { techniques, patience: page.preferences.patience },
    });
  const benchmarks: Benchmarks = new Benchmarks({
    store: kept.benchmarks,
    nowMs,
    fingerprint,
    rig: {
      pipeline,
      loader,
      startWorker: () => new BenchWorker(),
      agent: agentOptions,
      runtime: runtimeFor('wasm'),
      clipsUrl: absolute(`${import.meta.env.BASE_URL}benchmark/`),
    },
    phase: () => agent.state.phase.name,
    onBegin: () => {
      controls.closeMicrophone();
      watching.monitor.held = true;
    },
    onEnd: async () => {
      watching.monitor.held = false;
      await agent.prime().catch(notice);
    },
    onChange: () => benchmarkHost.changed(),
    onError: notice,
  });
  const benchmarkHost = new BenchmarkHost({
    benchmarks,
    store: kept.benchmarks,
    settings: kept.settings,
    nowMs,
    onError: notice,
  });
  pageSwitch.add(benchmarkHost);
  diagnostics.benchmarks(benchmarks);
  watching.start().catch(notice);
  const sources = { watching, kept, version: __SOTTO_VERSION__, nowMs };
  const dashboard = new DashboardHost({
    ...sources,
    turns: () => diagnostics.turns,
    onError: notice,
  });
  pageSwitch.add(dashboard);
  followLaunches(window, (text) => shell.offer(text));
  diagnostics.monitor(watching.monitor, async (lastMs) => {
    const { exportedJson } = await import('./dashboard-export');
    return exportedJson(lastMs, sources);
  });
  void startup.load(false);
}

async function openStores(): Promise<void> {
  await readKept();
  remembers = true;
}

async function readKept(): Promise<void> {
  const preferences = await readPreferences(kept.settings);
  // Only now: the page may have changed while the database was read.
  show({ ...page, preferences });
}

show(page);
onLocale(() => show(page));
requests.watchPage();
const shared = takeShare();
if (shared !== undefined) app.offer(shared);
try {
  start();
} catch (error) {
  const { code, message } = toSottoError(error);
  show({ ...page, agent: { phase: { name: 'failed', fault: { code, message } }, microphone: 'off' } });
  diagnostics.watch(() => ({ phase: 'failed', fetchedBytes: 0 }));
}
