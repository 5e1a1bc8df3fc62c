import { describe, expect, it } from 'vitest';
import { Utterance } from '../../src/agent/utterance';
import { FakeEar, settle } from './turn-fakes';

function utteranceOf() {
  const ear = new FakeEar();
  const captions: string[] = [];
  const utterance = new Utterance(5, { ear, onCaption: (text) => captions.push(text) });
  return { ear, captions, utterance };
}

describe('an utterance', () => {
  it('knows the pause in hand, and that there is none while the user speaks', async () => {
    const { utterance } = utteranceOf();
    expect(utterance.pauseId).toBe(0);
    void utterance.paused(3, 16_000).catch(() => {});
    expect(utterance.pauseId).toBe(3);
    utterance.resumed();
    expect(utterance.pauseId).toBe(0);
  });

  it('gives a caption up for the transcript, and asks for none beside it', async () => {
    const { utterance, ear, captions } = utteranceOf();
    utterance.speaking(400);
    expect(utterance.busy).toBe(true);
    void utterance.paused(1, 16_000);
    expect(ear.hearings[0]?.signal.aborted).toBe(true);
    utterance.speaking(1400);
    expect(ear.hearings.map(({ mode }) => mode)).toEqual(['partial', 'final']);
    ear.hearings[0]?.answer('Late.');
    await settle();
    expect(captions).toEqual([]);
  });

  it('has one partial at a time: a newer one takes the place of the one before', async () => {
    const { utterance, ear } = utteranceOf();
    const first = utterance.partial();
    const second = utterance.partial();
    await expect(first).rejects.toMatchObject({ code: 'aborted' });
    expect(utterance.busy).toBe(true);
    ear.hearings[1]?.answer('Yes');
    expect((await second).text).toBe('Yes');
    expect(utterance.busy).toBe(false);
  });

  it('ends with the transcript of its pause, and its audio is kept until that is there', async () => {
    const { utterance, ear } = utteranceOf();
    void utterance.paused(1, 16_000);
    const heard = utterance.ended(16_000);
    await settle();
    expect([ear.hearings.length, ear.forgotten]).toEqual([1, []]);
    ear.hearings[0]?.answer('Yes.');
    expect((await heard).text).toBe('Yes.');
    await settle();
    expect(ear.forgotten).toEqual([5]);
  });

  it('that was dropped gives all its work up', async () => {
    const { utterance, ear } = utteranceOf();
    utterance.speaking(400);
    void utterance.paused(1, 16_000).catch(() => {});
    utterance.dropped();
    expect(ear.hearings.every(({ signal }) => signal.aborted)).toBe(true);
    expect(ear.forgotten).toEqual([5]);
  });
});
