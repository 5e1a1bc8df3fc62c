import { describe, expect, it, vi } from 'vitest';
import { HeardAlone } from '../../workers/bench/heard-alone';
import { heardTheSame } from '../../workers/bench/live-session';
import { type LiveSessionsOptions, runLiveSessions } from '../../workers/bench/live-sessions';
import { sessionAudio } from '../../workers/bench/session-audio';
import { SESSION_BYTES } from '../../workers/bench/session-size';
import { realClock, type StepClock } from '../../workers/bench/step-clock';
import type { EndpointerEvent } from '../../workers/vad/endpointer';

/** Time passes only where the test lets it: in waiting, and in the fake model's work. */
class FakeClock implements StepClock {
  ms = 1000;
  readonly waits: number[] = [];
  nowMs(): number {
    return this.ms;
  }
  async until(atMs: number): Promise<void> {
    this.waits.push(atMs);
    this.ms = Math.max(this.ms, atMs);
  }
}

/** Hears speech in loud frames. With a memory like the real one's: half of what it says is of the frame before. */
class FakeModel {
  #last = 0;
  judge(frame: Float32Array): number {
    let sum = 0;
    for (const sample of frame) sum += sample * sample;
    const now = sum / frame.length > 1e-3 ? 1 : 0;
    const probability = (now + this.#last) / 2;
    this.#last = now;
    return probability;
  }
  async probability(frame: Float32Array): Promise<number> {
    return this.judge(frame);
  }
}

/** A second of a tone with silence around it, at 16 kHz; each has a length of its own. */
function clip(tone: number, silence = 8000 + tone): Float32Array {
  return Float32Array.from({ length: 2 * silence + 16_000 }, (_, i) =>
    i >= silence && i < silence + 16_000 ? 0.3 * Math.sin(i * 0.01 * tone) : 0,
  );
}

interface Options extends Partial<LiveSessionsOptions> {
  clock?: FakeClock;
  /** What the fake model takes for a step, from 0. */
  workMs?: (step: number) => number;
  /** A model that takes one row for another in that many rows. */
  mixedRows?: number;
}

function options({ workMs = () => 5, mixedRows = 0, ...rest }: Options): LiveSessionsOptions {
  const clock = rest.clock ?? new FakeClock();
  let batches = 0;
  return {
    clips: [clip(7), clip(11), clip(13)],
    sessions: 5,
    seconds: 8,
    together: (rows) => {
      const models = Array.from({ length: rows }, () => new FakeModel());
      const warmingUp = batches++ === 0;
      let step = 0;
      return {
        async probabilities(frames) {
          if (!warmingUp) clock.ms += workMs(step++);
          return frames.map((frame, row) => models[row]!.judge(row < mixedRows ? frames[rows - 1]! : frame));
        },
      };
    },
    alone: new HeardAlone(() => new FakeModel()),
    post: () => {},
    clock,
    wasmBytes: () => undefined,
    wasmBytesOfOne: undefined,
    onSeconds: () => {},
    signal: new AbortController().signal,
    ...rest,
  };
}

describe('live sessions', () => {
  it('time each step of all of them, and find that each hears what it hears alone', async () => {
    const seconds: number[] = [];
    const posted: EndpointerEvent['kind'][] = [];
    const answer = await runLiveSessions(
      options({ workMs: (step) => step % 7, onSeconds: (s) => seconds.push(s), post: ({ kind }) => posted.push(kind) }),
    );
    expect(answer.stepMs).toEqual(Array.from({ length: 250 }, (_, step) => step % 7));
    expect(answer).toMatchObject({ lateSteps: 0, equalSessions: 5, addedBytes: undefined });
    expect(seconds).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    // Five microphones for 8 s, each with a second of sound in at most 3.8 s: each heard it begin and end.
    expect(posted.filter((kind) => kind === 'start').length).toBeGreaterThanOrEqual(10);
    expect(posted.filter((kind) => kind === 'end').length).toBeGreaterThanOrEqual(10);
    expect(posted.filter((kind) => kind === 'level')).toHaveLength((5 * 250) / 2);
  });

  it('tell when a batch gives a session what another one heard', async () => {
    expect((await runLiveSessions(options({ mixedRows: 2 }))).equalSessions).toBe(3);
  });

  it('begin each step when it is due, whatever the one before took', async () => {
    const clock = new FakeClock();
    await runLiveSessions(options({ clock, seconds: 0.16, workMs: (step) => [3, 31, 40, 8, 2][step]! }));
    expect(clock.waits).toEqual([1032, 1064, 1096, 1128, 1160]);
  });

  it('count a step that ends after the next one was due, and what is behind because of it', async () => {
    // The second is 8 ms over, so that the third begins late, and ends late; the fourth makes up for it.
    const steps = [32, 40, 30, 20, 32];
    const answer = await runLiveSessions(options({ seconds: 0.16, workMs: (step) => steps[step]! }));
    expect(answer.stepMs).toEqual(steps);
    expect(answer.lateSteps).toBe(2);
  });

  it('end once they are 8 s behind; what was not done is late', async () => {
    const answer = await runLiveSessions(options({ seconds: 20, workMs: () => 64 }));
    // A step behind with each step: the 257th is 257 behind when it would begin.
    expect(answer.stepMs).toHaveLength(257);
    expect(answer.lateSteps).toBe(625);
    expect(answer.equalSessions).toBe(5);
  });

  it('give way to the signal within one step, and within one frame of hearing alone', async () => {
    const live = new AbortController();
    let steps = 0;
    const workMs = () => {
      if (++steps === 3) live.abort();
      return 1;
    };
    await expect(runLiveSessions(options({ workMs, signal: live.signal }))).rejects.toMatchObject({ code: 'aborted' });
    expect(steps).toBe(3);

    const alone = new AbortController();
    let frames = 0;
    const model = {
      async probability() {
        if (++frames === 2) alone.abort();
        return 0;
      },
    };
    await expect(
      runLiveSessions(options({ alone: new HeardAlone(() => model), signal: alone.signal })),
    ).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(frames).toBe(2);
  });

  it('add what the heap grew by to their own state', async () => {
    const answer = await runLiveSessions(options({ seconds: 1, wasmBytes: () => 9e6, wasmBytesOfOne: 4e6 }));
    expect(answer.addedBytes).toBe(5e6 + 5 * SESSION_BYTES);
  });

  it('refuse to be none, or to hear nothing', async () => {
    await expect(runLiveSessions(options({ sessions: 0 }))).rejects.toThrow(RangeError);
    await expect(runLiveSessions(options({ clips: [] }))).rejects.toThrow(RangeError);
    await expect(runLiveSessions(options({ clips: [new Float32Array(0)] }))).rejects.toThrow(RangeError);
  });
});

it('what a session hears alone is heard once, for as long as the clips are the same', async () => {
  let frames = 0;
  const alone = new HeardAlone(() => {
    const model = new FakeModel();
    return {
      async probability(frame) {
        frames++;
        return model.judge(frame);
      },
    };
  });
  const heardIn = async (clips: Float32Array[], length: number) => {
    frames = 0;
    alone.use(clips);
    return alone.firstFrames(1, length, new AbortController().signal);
  };
  const all = await heardIn([clip(7), clip(11)], 120);
  expect(frames).toBe(120);
  expect(all.map(({ kind }) => kind)).toContain('end');
  expect(await heardIn([clip(7), clip(11)], 40)).toEqual(all.filter(({ frame }) => frame < 40));
  expect(frames).toBe(0);
  expect((await heardIn([clip(7), clip(11)], 130)).slice(0, all.length)).toEqual(all);
  expect(frames).toBe(130);
  expect(await heardIn([clip(7), clip(13)], 120)).not.toEqual(all);
  expect(frames).toBe(120);
});

describe('the sound of a session', () => {
  it('is distinct from every other, and the same every time', () => {
    const clips = [clip(7), clip(11), clip(13)];
    const first4s = (session: number) => {
      const audio = sessionAudio(clips, session);
      const frame = new Float32Array(512);
      const sums = Array.from({ length: 125 }, () => {
        audio.read(frame);
        return frame.reduce((sum, sample, i) => sum + sample * (i + 1), 0);
      });
      return sums.join(' ');
    };
    const sounds = Array.from({ length: 300 }, (_, session) => first4s(session));
    expect(new Set(sounds).size).toBe(300);
    expect(first4s(299)).toBe(sounds[299]);
  });

  it('is the clip over and over with 1.6 s of silence between, every sample once', () => {
    const audio = sessionAudio([new Float32Array(1000).fill(0.5)], 0);
    const samples: number[] = [];
    const frame = new Float32Array(512);
    while (samples.length < 2 * 26_600) {
      audio.read(frame);
      samples.push(...frame);
    }
    const loud = samples.slice(0, 2 * 26_600).flatMap((sample, i) => (sample ? [i] : []));
    const first = Array.from({ length: 1000 }, (_, i) => i);
    expect(loud).toEqual([...first, ...first.map((i) => i + 26_600)]);
  });
});

it('what was heard differs by a frame, a kind, a length or an end', () => {
  const end = { frame: 4, kind: 'end', sampleCount: 512, speechEndMs: 3 } as const;
  expect(heardTheSame([end], [{ ...end }])).toBe(true);
  for (const other of [{ frame: 5 }, { kind: 'misfire' as const }, { sampleCount: 1024 }, { speechEndMs: 4 }]) {
    expect(heardTheSame([end], [{ ...end, ...other }])).toBe(false);
  }
  expect(heardTheSame([end], [])).toBe(false);
  expect(heardTheSame([], [end])).toBe(false);
});

describe("the worker's clock", () => {
  it('waits until a time, however late it is asked', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const { signal } = new AbortController();
      const dueMs = realClock.nowMs() + 32;
      let waited = 0;
      await vi.advanceTimersByTimeAsync(20);
      void realClock.until(dueMs, signal).then(() => waited++);
      await vi.advanceTimersByTimeAsync(11);
      expect(waited).toBe(0);
      await vi.advanceTimersByTimeAsync(1);
      expect(waited).toBe(1);
      await realClock.until(dueMs - 32, signal);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('stops waiting when the signal fires', async () => {
    const controller = new AbortController();
    const waiting = realClock.until(realClock.nowMs() + 1e6, controller.signal);
    controller.abort();
    await expect(waiting).resolves.toBeUndefined();
  });
});
