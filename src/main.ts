/**
 * The only place that builds things and wires them together. Longer than 300 lines because everything there is meets here; what
 * a part does lies with the part.
 */
import mjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import BenchWorker from '../workers/bench/bench.worker?worker';
import LlmWorker from '../workers/llm/llm.worker?worker';
import PackWorker from '../workers/pack/pack.worker?worker';
import type { PackCalls } from '../workers/protocol';
import { toSottoError } from '../workers/rpc';
import SttWorker from '../workers/stt/stt.worker?worker';
import { trustOwnScriptUrls } from '../workers/trusted-script-urls';
import TtsWorker from '../workers/tts/tts.worker?worker';
import VadWorker from '../workers/vad/vad.worker?worker';
import captureWorkletUrl from '../workers/worklets/capture.worklet?worker&url';
import playbackWorkletUrl from '../workers/worklets/playback.worklet?worker&url';
import { Agent } from './agent/agent';
import { calculator } from './agent/skills/calculator';
import { clock } from './agent/skills/clock';
import { SpeculationGovernor } from './agent/speculation-governor';
import { techniquesFrom } from './agent/techniques';
import { nowMs } from './agent/trace';
import { watchHeadset } from './audio/headset';
import { BenchmarkHost } from './benchmark-host';
import { Benchmarks } from './benchmarks';
import { Controls } from './controls';
import { Conversations } from './conversations';
import { DashboardHost } from './dashboard-host';
import { exposeDiagnostics } from './diagnostics';
import { followLaunches } from './launches';
import { LivingRoom, showTitle } from './living-room';
import { MicrophoneControl } from './microphone-control';
import { roleOf, STARTER_PACK } from './models/catalog';
import { ModelLoader } from './models/model-loader';
import { ModelWorker } from './models/model-worker';
import { PackInstaller } from './models/pack-installer';
import { Pipeline } from './pipeline';
import { inspectPlatform } from './platform';
import { readPreferences } from './preferences';
import { INITIAL_PAGE, needsName, type PageState, present, viewOf } from './present';
import { watchPressure } from './pressure';
import { fingerprintOf } from './rig/fingerprint';
import { watchShell } from './shell-worker';
import { Startup } from './startup';
import { createDatabase } from './store/database';
import { keptStores } from './store/kept-stores';
import { withoutWords } from './store/wordless-turn';
import './ui/sotto-app';
import { faultWords } from './ui/fault-words';
import { IntentEvent } from './ui/view-model';
import { Watching } from './watching';

trustOwnScriptUrls();

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

const kept = keptStores(createDatabase());
/** Without a database Sotto works and forgets: private windows of some browsers have none. */
let remembers = false;
const shellWorker = watchShell((update) => show({ ...page, update }));
/** Called once the settings are read. */
let onSettings: (microphoneId: string | undefined) => void = () => {};

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
    onDegrade: ({ kind }) => diagnostics.alerted(kind),
    onError: notice,
  });
  watchPressure((state) => {
    governor.pressure(state, nowMs());
    watching.onPressure(state);
    benchmarks.onPressure(state);
  });
  const runtime = { wasmUrl: absolute(wasmUrl), mjsUrl: absolute(mjsUrl) };
  let replies = 0;
  const pipeline = new Pipeline({
    start: {
      vad: () => new VadWorker(),
      stt: () => new SttWorker(),
      llm: () => new LlmWorker(),
      tts: () => new TtsWorker(),
    },
    captureWorkletUrl,
    playbackWorkletUrl,
    runtime,
    threads,
    techniques,
    onVad: (event) => {
      if (benchmarks.onVad(event)) return;
      if (event.kind === 'echo') microphone.onEcho(event);
      if (event.kind === 'level' && agent.state.phase.name !== 'speaking') showLevel(event.dbfs);
      diagnostics.onVad(event);
      agent.onVad(event);
    },
    onPlayback: (message) => {
      if (benchmarks.running) return;
      if (message.kind === 'level') showLevel(message.dbfs);
      diagnostics.onPlayback(message);
      watching.onPlayback(message);
    },
    onMeasures: (report) => {
      watching.onRealm(report);
      benchmarks.onMeasures(report);
    },
    onCapture: (stats) => {
      watching.onCapture(stats);
      livingRoom.observe();
    },
    onBroken: (packId, error) => {
      watching.onBroken(roleOf(packId), error.code);
      startup.recover(packId, error);
    },
    onMicrophoneLost: (error) => {
      agent.setMicrophone('off');
      notice(error);
    },
  });
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
    engines: Object.fromEntries(STARTER_PACK.map(({ role, id }) => [role, id])),
    nextReplyId: () => ++replies,
  };
  const agent = new Agent({ ...agentOptions, governor, needsName: () => needsName(page.preferences) });
  const microphone = new MicrophoneControl({
    pipeline,
    settings: () => (remembers ? kept.settings : undefined),
    onDevices: (devices) => show({ ...page, devices }),
    onHalfDuplex: (halfDuplexReason) => show({ ...page, halfDuplexReason }),
    onError: notice,
  });
  const loader = new ModelLoader({
    packs: new PackInstaller({
      worker: new ModelWorker<PackCalls>({
        name: 'pack',
        start: () => new PackWorker(),
        onMeasures: (report) => watching.onRealm(report),
        onBroken: ({ code }) => watching.onFailure('system', code),
      }),
    }),
    targets: pipeline.targets,
    baseUrl: absolute(`${import.meta.env.BASE_URL}models/`),
    onChange: (items, fromNetwork) => {
      if (agent.state.phase.name === 'loading') agent.dispatch({ kind: 'loading', items, fromNetwork });
    },
  });
  const startup: Startup = new Startup({
    agent,
    loader,
    pipeline,
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
    locale: agentOptions.locale,
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
    if (event.kind === 'state') livingRoom.observe();
    if (event.kind === 'state') microphone.speaking = event.state.phase.name === 'speaking';
    if (event.kind === 'state' && event.state.phase.name === 'ready' && event.state.microphone === 'off') {
      pipeline.rest().catch(notice);
    }
  });
  diagnostics.watch(() => ({ phase: agent.state.phase.name, fetchedBytes: loader.fetchedBytes }));

  const controls = new Controls({
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
    remember: async (key, value) => {
      if (remembers) await kept.settings.set(key, value);
    },
  });
  const livingRoom = new LivingRoom({
    state: () => agent.state,
    idleMinutes: () => page.preferences.idleMinutes,
    onIdle: (minutes) => controls.giveBackMicrophone(minutes),
  });
  document.addEventListener(IntentEvent.type, (event) => {
    if (event instanceof IntentEvent) controls.onIntent(event.intent).catch(notice);
  });
  watchHeadset({ onStop: () => agent.stop(), onTalk: () => void controls.talk().catch(notice) });
  onSettings = (microphoneId) => {
    microphone.remember(microphoneId);
    microphone.talkMode = page.preferences.talkMode;
  };
  const fingerprint = () =>
    fingerprintOf({
      appVersion: __SOTTO_VERSION__,
      commit: __SOTTO_COMMIT__ || undefined,
      threads,
      packs: loader.installed,
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
      runtime,
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
    conversation: shell,
    nowMs,
    onError: notice,
  });
  benchmarkHost.start();
  diagnostics.benchmarks(benchmarks);
  watching.start().catch(notice);
  const sources = { watching, kept, version: __SOTTO_VERSION__, nowMs };
  const dashboard = new DashboardHost({
    ...sources,
    conversation: shell,
    turns: () => diagnostics.turns,
    onError: notice,
  });
  dashboard.start().catch(notice);
  followLaunches();
  diagnostics.monitor(watching.monitor, async (lastMs) => {
    const { exportedJson } = await import('./dashboard-export');
    return exportedJson(lastMs, sources);
  });
  void startup.load(false);
}

/** Workers resolve addresses against their own file; the page's are against the document. */
function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}

async function openStores(): Promise<void> {
  const { microphoneId, ...preferences } = await readPreferences(kept.settings);
  remembers = true;
  show({ ...page, preferences });
  onSettings(microphoneId);
}

show(page);
openStores().catch(notice);
try {
  start();
} catch (error) {
  const { code, message } = toSottoError(error);
  show({ ...page, agent: { phase: { name: 'failed', fault: { code, message } }, microphone: 'off' } });
  diagnostics.watch(() => ({ phase: 'failed', fetchedBytes: 0 }));
}
