import { describe, expect, it } from 'vitest';
import type { VoiceStage } from '../../src/agent/stages';
import { wordsHeard } from '../../src/agent/words-heard';
import { SystemVoice } from '../../src/audio/system-voice';
import type { PlaybackToPage, SpeakProgress } from '../../workers/protocol';
import { failureOf } from './pack-fakes';

class FakeUtterance extends EventTarget implements SpeechSynthesisUtterance {
  lang = '';
  pitch = 1;
  rate = 1;
  voice: SpeechSynthesisVoice | null = null;
  volume = 1;
  onboundary: SpeechSynthesisUtterance['onboundary'] = null;
  onend: SpeechSynthesisUtterance['onend'] = null;
  onerror: SpeechSynthesisUtterance['onerror'] = null;
  onmark = null;
  onpause = null;
  onresume = null;
  onstart: SpeechSynthesisUtterance['onstart'] = null;
  constructor(public text: string) {
    super();
  }
  #event(type: string, charIndex = 0, name = '') {
    return Object.assign(new Event(type), { charIndex, charLength: 0, elapsedTime: 0, name, utterance: this });
  }
  start() {
    this.onstart?.call(this, this.#event('start'));
  }
  word(charIndex: number) {
    this.onboundary?.call(this, this.#event('boundary', charIndex, 'word'));
  }
  end() {
    this.onend?.call(this, this.#event('end'));
  }
  fail(error: SpeechSynthesisErrorCode) {
    this.onerror?.call(this, Object.assign(this.#event('error'), { error }));
  }
}

const voiceNamed = (name: string, lang: string, localService = true, own = false): SpeechSynthesisVoice => ({
  name,
  lang,
  localService,
  default: own,
  voiceURI: `urn:${name}`,
});

/** Says nothing by itself: a test makes its utterances begin and end. Chromium's headless build has no voice to try. */
class FakeSynthesiser extends EventTarget implements SpeechSynthesis {
  onvoiceschanged = null;
  paused = false;
  pending = false;
  speaking = false;
  voices = [voiceNamed('Anna', 'de-DE'), voiceNamed('Far', 'en-US', false, true), voiceNamed('Sam', 'en_US')];
  readonly spoken: FakeUtterance[] = [];
  readonly did: string[] = [];
  getVoices() {
    return [...this.voices];
  }
  speak(utterance: SpeechSynthesisUtterance) {
    if (utterance instanceof FakeUtterance) this.spoken.push(utterance);
  }
  cancel() {
    this.did.push('cancel');
  }
  pause() {
    this.did.push('pause');
  }
  resume() {
    this.did.push('resume');
  }
  get last(): FakeUtterance {
    const last = this.spoken.at(-1);
    if (!last) throw new Error('Nothing was said.');
    return last;
  }
}

function rig() {
  const synth = new FakeSynthesiser();
  const told: PlaybackToPage[] = [];
  const timers = new Set<() => void>();
  let nowMs = 1000;
  let voicesChanged = 0;
  const voice = new SystemVoice({
    synth,
    utter: (text) => new FakeUtterance(text),
    language: 'en-GB',
    pauses: true,
    onMessage: (message) => told.push(message),
    onVoices: () => voicesChanged++,
    now: () => nowMs,
    later: (work) => {
      timers.add(work);
      return () => timers.delete(work);
    },
  });
  // The contract of the agent, by its shape alone: the rooms do not import each other.
  const stage: VoiceStage = voice;
  const made: SpeakProgress[][] = [];
  const speak = async (replyId: number, text: string, rate = 1) => {
    const of: SpeakProgress[] = [];
    made.push(of);
    return stage.speak(replyId, text, { signal: new AbortController().signal, rate, onAudio: (m) => of.push(m) });
  };
  return {
    synth,
    voice,
    stage,
    told,
    speak,
    made,
    wait: (ms: number) => {
      nowMs += ms;
    },
    now: () => nowMs,
    timeOut: () => {
      for (const work of [...timers]) work();
    },
    timers,
    voicesChanged: () => voicesChanged,
  };
}

describe('the system’s voice', () => {
  it('is not there without a voice on this device', () => {
    const { synth, stage, voice } = rig();
    expect(stage.available()).toBe(true);
    synth.voices = [voiceNamed('Far', 'en-US', false)];
    expect(stage.available()).toBe(false);
    expect(voice.voices).toEqual([]);
  });

  it('offers voices of this device, those of the language first, and none that lives on a server', () => {
    const { voice } = rig();
    expect(voice.voices).toEqual([
      { id: 'urn:Sam', title: 'Sam', language: 'en_US' },
      { id: 'urn:Anna', title: 'Anna', language: 'de-DE' },
    ]);
  });

  it('tells when the list of voices came late, until it is disposed of', () => {
    const { synth, voice, voicesChanged } = rig();
    synth.dispatchEvent(new Event('voiceschanged'));
    voice.dispose();
    synth.dispatchEvent(new Event('voiceschanged'));
    expect(voicesChanged()).toBe(1);
  });

  it('says nothing before the reply is started: a guess is not heard', async () => {
    const { synth, stage, speak } = rig();
    stage.open(1);
    const answer = await speak(1, 'It is ten.');
    expect(answer.audioMs).toBeGreaterThan(0);
    expect(synth.spoken).toEqual([]);
    stage.start(1);
    expect(synth.last.text).toBe('It is ten.');
  });

  it('drops a guess without a sound', async () => {
    const { synth, stage, speak } = rig();
    const { ended } = stage.open(1);
    await speak(1, 'It is ten.');
    stage.flush(1);
    expect(await ended).toEqual({ playedMs: 0, underruns: 0, flushed: true });
    stage.start(1);
    expect(synth.spoken).toEqual([]);
  });

  it('is audible when the system says that it began, and over when the last clause is', async () => {
    const { synth, stage, speak, wait, now, told } = rig();
    const { audible, ended } = stage.open(1);
    stage.start(1);
    await speak(1, 'It is ten.');
    await speak(1, 'Good night.');
    wait(70);
    synth.last.start();
    expect(await audible).toEqual({ atMs: now() });
    const finished = stage.finish(1);
    wait(800);
    synth.last.end();
    expect(synth.last.text).toBe('Good night.');
    synth.last.start();
    wait(700);
    synth.last.end();
    expect(await ended).toEqual({ playedMs: 1500, underruns: 0, flushed: false });
    await finished;
    expect(told.map(({ kind }) => kind)).toEqual(['started', 'drained']);
  });

  it('takes pace, pitch, voice and loudness from what is chosen when a clause begins', async () => {
    const { synth, stage, voice, speak } = rig();
    voice.configure({ voice: 'urn:Anna', pitch: 1.4 });
    stage.volume(3);
    stage.open(1);
    stage.start(1);
    await speak(1, '**Ten** o’clock.', 1.5);
    expect(synth.last).toMatchObject({ text: 'Ten o’clock.', rate: 1.5, pitch: 1.4, volume: 1, lang: 'de-DE' });
    synth.last.start();
    synth.last.end();
    voice.configure({ voice: 'urn:gone', pitch: 1 });
    stage.volume(0.5);
    await speak(1, 'Yes.');
    expect(synth.last).toMatchObject({ volume: 0.5, lang: 'en_US' });
    expect(synth.last.voice?.name).toBe('Sam');
  });

  it('is silenced in the middle of a word, and knows which words were heard', async () => {
    const { synth, stage, speak, made, wait } = rig();
    const { ended } = stage.open(1);
    stage.start(1);
    await speak(1, 'One two three four five.');
    synth.last.start();
    for (const at of [0, 4, 8]) {
      wait(300);
      synth.last.word(at);
    }
    wait(20);
    stage.flush(1);
    expect(synth.did).toContain('cancel');
    const { playedMs } = await ended;
    expect(playedMs).toBe(920);
    const { audioMs = 0, wordEndsMs = [] } = made[0]?.at(-1) ?? {};
    expect(wordsHeard([{ text: 'One two three four five.', audioMs, wordEndsMs }], playedMs)).toBe('One two');
    // What the system still tells of it is nobody's any more.
    synth.last.fail('interrupted');
    synth.last.end();
    expect(synth.spoken).toHaveLength(1);
  });

  it('knows the words by characters where the system tells of none', async () => {
    const { synth, stage, speak, made, wait } = rig();
    const { ended } = stage.open(1);
    stage.start(1);
    const { audioMs } = await speak(1, 'One two six ten nine.');
    synth.last.start();
    wait(audioMs / 2);
    stage.flush(1);
    const { playedMs } = await ended;
    const { wordEndsMs = [] } = made[0]?.at(-1) ?? {};
    expect(wordsHeard([{ text: 'One two six ten nine.', audioMs, wordEndsMs }], playedMs)).toMatch(/^One two( six)?$/);
  });

  it('learns how fast it speaks', async () => {
    const { synth, stage, speak, made, wait } = rig();
    stage.open(1);
    stage.start(1);
    const text = 'This is a sentence of some length.';
    const { audioMs: guessed } = await speak(1, text);
    synth.last.start();
    wait(2 * guessed);
    synth.last.end();
    expect(made[0]?.at(-1)?.audioMs).toBeCloseTo(2 * guessed, 5);
    expect((await speak(1, text)).audioMs).toBeGreaterThan(1.3 * guessed);
  });

  it('pauses while the user may be speaking, and goes on when it was nothing', async () => {
    const { synth, stage, speak, wait } = rig();
    const { ended } = stage.open(1);
    stage.start(1);
    await speak(1, 'It is ten.');
    synth.last.start();
    wait(200);
    stage.duck(0.2);
    wait(5000);
    stage.duck(1);
    wait(300);
    expect(synth.did.slice(-2)).toEqual(['pause', 'resume']);
    stage.flush(1);
    expect((await ended).playedMs).toBe(500);
  });

  it('fails where the system does not speak, and speaks again afterwards', async () => {
    const { synth, stage, speak } = rig();
    const { ended } = stage.open(1);
    stage.start(1);
    await speak(1, 'It is ten.');
    const finished = failureOf(stage.finish(1));
    synth.last.fail('synthesis-failed');
    expect(await ended).toMatchObject({ flushed: true });
    expect(await finished).toMatchObject({ code: 'audio-output-failed' });
    expect(await failureOf(speak(1, 'More.'))).toMatchObject({ code: 'audio-output-failed' });
    stage.open(2);
    stage.start(2);
    await speak(2, 'It is eleven.');
    expect(synth.last.text).toBe('It is eleven.');
  });

  it('fails where the system never begins', async () => {
    const { stage, speak, timeOut, timers, synth } = rig();
    stage.open(1);
    stage.start(1);
    await speak(1, 'It is ten.');
    timeOut();
    expect(await failureOf(stage.finish(1))).toMatchObject({ code: 'audio-output-failed' });
    stage.open(2);
    stage.start(2);
    await speak(2, 'It is ten.');
    synth.last.start();
    expect(timers.size).toBe(1);
  });

  it('takes nothing of a turn that was given up', async () => {
    const { stage } = rig();
    stage.open(1);
    const options = { signal: AbortSignal.abort(), rate: 1, onAudio: () => {} };
    expect(await failureOf(stage.speak(1, 'It is ten.', options))).toMatchObject({ code: 'aborted' });
  });
});
