import { describe, expect, it } from 'vitest';
import {
  COMPRESSION_RATIO_LIMIT,
  compressionRatio,
  judgeTranscript,
  NO_SPEECH_LIMIT,
  withoutSoundNames,
} from '../../workers/stt/gate';

describe('the verdict on a transcript', () => {
  it('believes ordinary speech', () => {
    expect(judgeTranscript('What time is it?', 0.02, 1)).toBe('speech');
    expect(judgeTranscript('5', 0.1, 1)).toBe('speech');
    expect(judgeTranscript('Müde?', 0.1, 1)).toBe('speech');
  });

  it.each(['', '...', ' ?! ', '—'])('calls “%s” empty', (text) => expect(judgeTranscript(text, 0, 1)).toBe('empty'));

  it('calls a text that repeats itself a repetition', () => {
    expect(judgeTranscript('la la la', 0.01, COMPRESSION_RATIO_LIMIT + 0.1)).toBe('repetition');
    expect(judgeTranscript('la la la', 0.01, COMPRESSION_RATIO_LIMIT)).toBe('speech');
  });

  it('believes nothing when the model itself hears no speech', () => {
    expect(judgeTranscript('A whole sentence of words.', NO_SPEECH_LIMIT + 0.01, 1)).toBe('no-speech');
    expect(judgeTranscript('A whole sentence of words.', NO_SPEECH_LIMIT, 1)).toBe('speech');
  });

  it.each(['you', 'Thank you.', 'Thanks for watching!', 'Bye', ' So... '])(
    'doubts “%s”, which Whisper invents, sooner than other words',
    (text) => {
      expect(judgeTranscript(text, 0.4, 1)).toBe('no-speech');
      expect(judgeTranscript(text, 0.1, 1)).toBe('speech');
    },
  );

  it('does not doubt longer sentences with those words in them', () => {
    expect(judgeTranscript('Thank you for the recipe.', 0.4, 1)).toBe('speech');
    expect(judgeTranscript('Who are you?', 0.4, 1)).toBe('speech');
  });
});

describe('names of sounds', () => {
  it.each([
    ['[BLANK_AUDIO]', ''],
    ['(keyboard clicking)', ''],
    ['♪ la la ♪', 'la la'],
    ['[Music] What time (coughs) is it?', 'What time is it?'],
    ['*sighs* Hello', 'sighs Hello'],
    ['  plain   text ', 'plain text'],
  ])('%s → %s', (text, left) => expect(withoutSoundNames(text)).toBe(left));
});

describe('the compression ratio', () => {
  it('is 1 for text too short to repeat itself', async () => {
    expect(await compressionRatio('')).toBe(1);
    expect(await compressionRatio('no no no no no')).toBe(1);
  });

  it('stays under the limit for speech and exceeds it for a loop', async () => {
    const speech =
      'Can you give me three ideas for a birthday present for my sister, who likes gardening and old movies?';
    expect(await compressionRatio(speech)).toBeLessThan(COMPRESSION_RATIO_LIMIT);
    expect(await compressionRatio('I am going to go. '.repeat(12))).toBeGreaterThan(COMPRESSION_RATIO_LIMIT);
  });
});
