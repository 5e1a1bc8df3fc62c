/** The only place that builds things and wires them together. */
import mjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import LlmWorker from '../workers/llm/llm.worker?worker';
import PackWorker from '../workers/pack/pack.worker?worker';
import type { PackCalls } from '../workers/protocol';
import { connect, toSottoError } from '../workers/rpc';
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
import { exposeDiagnostics } from './diagnostics';
import { MicrophoneControl } from './microphone-control';
import { ModelLoader } from './models/model-loader';
import { Pipeline } from './pipeline';
import { inspectPlatform } from './platform';
import { readPreferences } from './preferences';
import { INITIAL_PAGE, type PageState, present, viewOf } from './present';
import { watchPressure } from './pressure';
import { Startup } from './startup';
import { openDatabase } from './store/database';
import { createSettingStore, type SettingStore } from './store/settings';
import { createTurnStore, type TurnStore } from './store/turns';
import './ui/sotto-app';
import { faultWords } from './ui/fault-words';
import { type Intent, IntentEvent } from './ui/view-model';

trustOwnScriptUrls();

const app = document.querySelector('sotto-app');
if (!app) throw new Error('index.html has no <sotto-app>.');

let page: PageState = INITIAL_PAGE;
const show = (next: PageState) => {
  page = next;
  app.view = viewOf(page, __SOTTO_VERSION__);
};
const notice = (error: unknown) => {
  const { code, message } = toSottoError(error);
  if (code !== 'aborted') show({ ...page, notice: faultWords(code, message) });
};

const diagnostics = exposeDiagnostics(__SOTTO_VERSION__);
/** Level of whoever is heard, from −60 dBFS (nothing) to −10 (loud), as 0 to 1. */
const showLevel = (dbfs: number) => app.level(Math.min(1, Math.max(0, (dbfs + 60) / 50)));

let turns: TurnStore | undefined;
let settings: SettingStore | undefined;
/** Called once the settings are read. */
let onSettings: (microphoneId: string | undefined) => void = () => {};

function start(): void {
  const { threads, limitation } = inspectPlatform();
  show({ ...page, limitation });
  const techniques = techniquesFrom(location.search);
  const governor = new SpeculationGovernor();
  watchPressure((state) => governor.pressure(state, nowMs()));
  const pipeline = new Pipeline({
    start: {
      vad: () => new VadWorker(),
      stt: () => new SttWorker(),
      llm: () => new LlmWorker(),
      tts: () => new TtsWorker(),
    },
    captureWorkletUrl,
    playbackWorkletUrl,
    runtime: { wasmUrl: absolute(wasmUrl), mjsUrl: absolute(mjsUrl) },
    threads,
    techniques,
    onVad: (event) => {
      if (event.kind === 'echo') microphone.onEcho(event);
      if (event.kind === 'level' && agent.state.phase.name !== 'speaking') showLevel(event.dbfs);
      diagnostics.onVad(event);
      agent.onVad(event);
    },
    onPlayback: (message) => {
      if (message.kind === 'level') showLevel(message.dbfs);
      diagnostics.onPlayback(message);
    },
    onBroken: (packId, error) => startup.recover(packId, error),
    onMicrophoneLost: (error) => {
      agent.setMicrophone('off');
      notice(error);
    },
  });
  const agent = new Agent({
    ear: pipeline.ear,
    model: pipeline.model,
    voice: pipeline.voice,
    skills: [calculator, clock],
    locale: 'en-US',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    usable: () => startup.recovery,
    techniques,
    governor,
    patience: () => page.preferences.patience,
  });
  const microphone = new MicrophoneControl({
    pipeline,
    settings: () => settings,
    onDevices: (devices) => show({ ...page, devices }),
    onHalfDuplex: (halfDuplexReason) => show({ ...page, halfDuplexReason }),
    onError: notice,
  });
  const loader = new ModelLoader({
    packs: connect<PackCalls>(new PackWorker()),
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
    onLoaded: (answers) => diagnostics.loaded(answers),
    onError: notice,
  });

  agent.subscribe((event) => {
    show(present(page, event));
    diagnostics.onAgent(event);
    if (event.kind === 'turn') turns?.add(event.record).catch(notice);
    if (event.kind === 'own-voice-heard') microphone.onOwnWords();
    if (event.kind === 'state') microphone.speaking = event.state.phase.name === 'speaking';
    if (event.kind === 'state' && event.state.phase.name === 'ready' && event.state.microphone === 'off') {
      pipeline.rest().catch(notice);
    }
  });
  diagnostics.watch(() => ({ phase: agent.state.phase.name, fetchedBytes: loader.fetchedBytes }));

  async function openMicrophone(): Promise<void> {
    agent.setMicrophone('opening');
    try {
      await microphone.open();
      agent.setMicrophone('on');
      show({ ...page, notice: undefined });
      agent.rehearse();
    } catch (error) {
      agent.setMicrophone('off');
      notice(error);
    }
  }

  function closeMicrophone(): void {
    pipeline.closeMicrophone();
    agent.setMicrophone('off');
    app?.level(0);
  }

  /** Push-to-talk: down over a reply ends it, as any word would. */
  function holdTalk(): void {
    agent.stop();
    microphone.hold();
    show({ ...page, holding: true });
  }

  async function releaseTalk(): Promise<void> {
    show({ ...page, holding: false });
    await microphone.release();
  }

  /** The big control does the next sensible thing. */
  async function talk(): Promise<void> {
    const { phase, microphone } = agent.state;
    switch (phase.name) {
      case 'setup':
      case 'failed':
        // The gesture that sets up is the one that opens the sound, and talking is what it was for.
        await Promise.all([startup.load(true), pipeline.primeOutput()]);
        if (agent.state.phase.name === 'ready') await openMicrophone();
        break;
      case 'ready':
        if (microphone === 'off') await openMicrophone();
        break;
      case 'listening':
      case 'hearing':
        closeMicrophone();
        break;
      case 'thinking':
      case 'speaking':
        agent.stop();
        break;
      case 'starting':
      case 'loading':
        break;
    }
  }

  async function send(text: string): Promise<void> {
    // Without sound the answer is shown all the same; the notice says why it is not heard.
    await pipeline.openOutput().catch(notice);
    agent.ask(text);
  }

  async function onIntent(intent: Intent): Promise<void> {
    switch (intent.kind) {
      case 'talk':
        return talk();
      case 'stop':
        return agent.stop();
      case 'send':
        return send(intent.text);
      case 'cancel-loading':
        return startup.cancel();
      case 'retry':
        show({ ...page, notice: undefined });
        return agent.state.phase.name === 'failed' ? startup.load(true) : undefined;
      case 'pick-device':
        await microphone.choose(intent.deviceId);
        if (agent.state.microphone === 'on') await openMicrophone();
        return;
      case 'set-patience':
        show({ ...page, preferences: { ...page.preferences, patience: intent.patience } });
        return settings?.set('patience', intent.patience);
      case 'set-talk-mode':
        show({ ...page, holding: false, preferences: { ...page.preferences, talkMode: intent.talkMode } });
        microphone.talkMode = intent.talkMode;
        return settings?.set('talkMode', intent.talkMode);
      case 'hold-talk':
        return holdTalk();
      case 'release-talk':
        return releaseTalk();
      case 'clear':
        return agent.clear();
      case 'dismiss-fault':
        return show({ ...page, notice: undefined });
    }
  }

  document.addEventListener(IntentEvent.type, (event) => {
    if (event instanceof IntentEvent) onIntent(event.intent).catch(notice);
  });
  watchHeadset({ onStop: () => agent.stop(), onTalk: () => void talk().catch(notice) });
  onSettings = (microphoneId) => {
    microphone.remember(microphoneId);
    microphone.talkMode = page.preferences.talkMode;
  };
  void startup.load(false);
}

/** Workers resolve addresses against their own file; the page's are against the document. */
function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}

/** Without a database Sotto works and forgets: private windows of some browsers have none. */
async function openStores(): Promise<void> {
  const database = await openDatabase();
  turns = createTurnStore(database);
  settings = createSettingStore(database);
  const { microphoneId, ...preferences } = await readPreferences(settings);
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
