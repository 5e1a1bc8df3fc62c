import { describe, expect, it } from 'vitest';
import { piecewiseVoice } from '../../workers/tts/piecewise-voice';
import { speechPieces } from '../../workers/tts/speech-pieces';
import type { VoiceOptions } from '../../workers/tts/speech-queue';

describe('pieces of a text', () => {
  it('are its sentences', () => {
    expect(speechPieces('It is ten. Is it? Yes!', 100)).toEqual(['It is ten.', 'Is it?', 'Yes!']);
    expect(speechPieces('He said "Stop." Then 3.5 km in the U.S. of old.', 100)).toEqual([
      'He said "Stop."',
      'Then 3.5 km in the U.S. of old.',
    ]);
    expect(speechPieces('no end', 100)).toEqual(['no end']);
    expect(speechPieces('', 100)).toEqual([]);
    expect(speechPieces('...', 100)).toEqual([]);
  });

  it('are never longer than may be, and lose no word', () => {
    const text = `${'Well, one of the many words here '.repeat(20)}${'x'.repeat(90)}.`;
    const pieces = speechPieces(text, 40);
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(41);
    expect(pieces.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });

  it('end after a comma where there is one', () => {
    expect(speechPieces('If it rains tomorrow, we stay at home and read.', 30)).toEqual([
      'If it rains tomorrow,',
      'we stay at home and read.',
    ]);
  });
});

describe('a voice that says piece by piece', () => {
  const options = (pause: () => Promise<void>, ends: number[][] = []): VoiceOptions => ({
    rate: 1,
    pitch: 1,
    voice: undefined,
    first: true,
    aheadMs: 0,
    pause,
    onPhonemes: () => {},
    onWords: (endsMs) => void ends.push([...endsMs]),
  });
  const voice = (said: string[]) =>
    piecewiseVoice({
      sampleRateHz: 1000,
      maxCharacters: 100,
      say: async (text) => {
        said.push(text);
        return { samples: new Float32Array(600) };
      },
    });

  it('gives sound of the first before it makes the second, and the ends of words as they come', async () => {
    const said: string[] = [];
    const ends: number[][] = [];
    const speech = voice(said).speak(
      'One two. Three four.',
      options(async () => {}, ends),
    );
    await speech.next();
    expect(said).toEqual(['One two.']);
    expect(ends.at(-1)).toHaveLength(2);
    let samples = 250;
    for await (const chunk of speech) samples += chunk.length;
    expect(samples).toBe(1200);
    expect(ends.at(-1)).toHaveLength(4);
    expect(ends.at(-1)?.at(-1)).toBeCloseTo(1200, 5);
  });

  it('gives nothing of a piece that was given up while it was made', async () => {
    const said: string[] = [];
    const pause = async () => {
      if (said.length) throw new Error('given up');
    };
    const speech = voice(said).speak('One two. Three.', options(pause));
    await expect(speech.next()).rejects.toThrow('given up');
    expect(said).toEqual(['One two.']);
  });
});
