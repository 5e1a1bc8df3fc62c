import { beforeEach, describe, expect, it } from 'vitest';
import { INTERRUPTION_LIMITS, Interruption } from '../../src/agent/interruption';

const { firstPartialMs, partialEveryMs, partialLostMs, loneWordMs, voicingMs, backchannelVoicingMs } =
  INTERRUPTION_LIMITS;

let rules: Interruption;
beforeEach(() => {
  rules = new Interruption({ isEcho: (text) => text.startsWith('The capital') });
  rules.onset(1000);
});
const partial = (text: string, speechMs: number = firstPartialMs) => rules.partial(text, 'speech', speechMs).kind;

describe('speech over a reply', () => {
  it('takes words that the recogniser is hardly sure of for a murmur, but not a command or a voice that goes on', () => {
    const begin = () => {
      const fresh = new Interruption();
      fresh.onset(0);
      return fresh;
    };
    expect(begin().partial('And any', 'speech', 448, -1.34).kind).toBe('none');
    expect(begin().partial('And any', 'speech', 448, -0.8).kind).toBe('stop');
    expect(begin().partial('Wait', 'speech', 288, -1.17).kind).toBe('stop');
    expect(begin().ended('C-', 'speech', -1.87).kind).toBe('restore');
    const longer = begin();
    expect(longer.partial('And any', 'speech', 448, -1.34).kind).toBe('none');
    expect(longer.voiced(720).kind).toBe('stop');
  });

  it('ducks it at once, and once', () => {
    expect(new Interruption().onset(0)).toEqual({ kind: 'duck', control: undefined });
    expect(rules.onset(1010).kind).toBe('none');
    expect(rules.onsetAtMs).toBe(1000);
  });

  it('ducks it without an onset, too', () => {
    const fresh = new Interruption();
    expect(fresh.voiced(0).kind).toBe('none');
    expect(fresh.voiced(64).kind).toBe('duck');
  });

  it('restores it when it was nothing, and once', () => {
    expect(rules.over().kind).toBe('restore');
    expect(rules.over().kind).toBe('none');
    expect(rules.onset(2000).kind).toBe('duck');
  });

  it.each(['Stop', 'Stop!', 'Wait.', 'No', 'No, I', 'Hold on', 'Never mind', 'Okay, stop'])(
    '“%s” stops it in the first partial',
    (text) => expect(partial(text)).toBe('stop'),
  );

  it('wants one word behind an acknowledgement confirmed, however long it lasts', () => {
    expect(partial('Yeah.', 300)).toBe('none');
    expect(partial('Yeah, here.', 500)).toBe('none');
    expect(partial('Yeah.', 680)).toBe('none');
    expect(rules.ended('Yeah.', 'speech').kind).toBe('restore');
  });

  it('believes two words behind an acknowledgement', () => {
    expect(partial('Okay, what about', 500)).toBe('stop');
  });

  it('tells the control phrase that stopped it', () => {
    expect(rules.partial('Stop!', 'speech', 300)).toEqual({ kind: 'stop', control: { kind: 'stop' } });
    expect(rules.ended('Stop the timer.', 'speech')).toEqual({ kind: 'none', control: undefined });
  });

  it.each(['What about', 'Tell me', 'I meant', 'Okay but what'])('“%s” stops it', (text) =>
    expect(partial(text, 400)).toBe('stop'),
  );

  it.each(['Uh-huh.', 'Okay', 'Yeah, yeah', 'Thank you.', 'you', '[cough]', 'Exac', 'I', ''])(
    '“%s” does not',
    (text) => {
      expect(partial(text, loneWordMs)).toBe('none');
      expect(partial(text, 650)).toBe('none');
    },
  );

  it('a single word needs a second partial that agrees', () => {
    expect(partial('Music')).toBe('none');
    expect(partial('Paris', firstPartialMs + 60)).toBe('none');
    expect(partial('Paris is', firstPartialMs + 120)).toBe('stop');
  });

  it('a single word that was only begun agrees with the whole of it', () => {
    expect(partial('Can')).toBe('none');
    expect(partial('Canada', firstPartialMs + 60)).toBe('stop');
  });

  it('a single word is believed when there was time to say it', () =>
    expect(partial('Paris', loneWordMs)).toBe('stop'));

  it('more words than there was time for are invented', () => {
    expect(partial('Please see the complete disclaimer', 300)).toBe('none');
    expect(rules.ended('', 'no-speech').kind).toBe('restore');
  });

  it('words of a transcript that is no speech are none', () => {
    expect(rules.partial('Stop', 'no-speech', 400).kind).toBe('none');
    expect(rules.partial('Tell me about', 'repetition', 400).kind).toBe('none');
  });

  it('voicing alone stops it when nothing was read', () => {
    expect(rules.voiced(voicingMs - 1).kind).toBe('none');
    expect(rules.voiced(voicingMs).kind).toBe('stop');
    expect(rules.voiced(voicingMs + 64).kind).toBe('none');
  });

  it('voicing alone stops it later when only backchannels were read', () => {
    partial('Yeah');
    expect(rules.voiced(voicingMs).kind).toBe('none');
    expect(rules.voiced(backchannelVoicingMs).kind).toBe('stop');
  });

  it("its own voice never stops it, the user's does", () => {
    expect(partial('The capital of', 600)).toBe('none');
    expect(rules.voiced(10 * backchannelVoicingMs).kind).toBe('none');
    expect(partial('Stop', 900)).toBe('stop');
  });

  it('its own voice restores it at the end', () =>
    expect(rules.ended('The capital of Australia', 'speech').kind).toBe('restore'));

  it.each(['Uh-huh.', 'Okay.', 'Thank you.', '', 'Oh, I see.'])('ending with “%s” restores it', (text) =>
    expect(rules.ended(text, 'speech')).toEqual({ kind: 'restore', control: undefined }),
  );

  it.each(['Paris?', 'And tomorrow?', 'Hang on, go back.', 'No.'])('ending with “%s” stops it', (text) =>
    expect(rules.ended(text, 'speech')).toEqual({ kind: 'stop', control: undefined }),
  );

  it('ending with what may have become a backchannel and did not stops it', () => {
    expect(partial('Got')).toBe('none');
    expect(rules.ended('Got a minute?', 'speech').kind).toBe('stop');
  });

  it('a wish for another volume or pace lets it go on', () => {
    expect(partial('Louder', loneWordMs)).toBe('none');
    expect(rules.ended('Louder, please.', 'speech')).toEqual({ kind: 'restore', control: { kind: 'louder' } });
    rules.onset(3000);
    expect(rules.ended('Slow down.', 'speech')).toEqual({ kind: 'restore', control: { kind: 'slower' } });
  });

  it('a wish to hear it again stops it', () => {
    expect(rules.ended('Say that again.', 'speech')).toEqual({
      kind: 'stop',
      control: { kind: 'repeat', slower: false },
    });
  });

  it('says nothing of speech that began before', () => {
    const fresh = new Interruption();
    expect(fresh.partial('Stop', 'speech', 500).kind).toBe('none');
    expect(fresh.ended('Stop', 'speech')).toEqual({ kind: 'none', control: { kind: 'stop' } });
  });
});

describe('quick partials', () => {
  it('are wanted early and often, one at a time', () => {
    expect(rules.wantsPartial(firstPartialMs - 1)).toBe(false);
    expect(rules.wantsPartial(firstPartialMs)).toBe(true);
    expect(rules.wantsPartial(firstPartialMs + partialEveryMs)).toBe(false);
    partial('Yeah');
    expect(rules.wantsPartial(firstPartialMs + partialEveryMs - 1)).toBe(false);
    expect(rules.wantsPartial(firstPartialMs + partialEveryMs)).toBe(true);
  });

  it('are asked for again when one got lost', () => {
    expect(rules.wantsPartial(firstPartialMs)).toBe(true);
    expect(rules.wantsPartial(firstPartialMs + partialLostMs - 1)).toBe(false);
    expect(rules.wantsPartial(firstPartialMs + partialLostMs)).toBe(true);
  });

  it('are not wanted when it is decided, nor when nobody speaks', () => {
    partial('Stop');
    expect(rules.wantsPartial(1000)).toBe(false);
    expect(new Interruption().wantsPartial(1000)).toBe(false);
  });
});
