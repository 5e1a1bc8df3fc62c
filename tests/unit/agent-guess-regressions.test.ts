import { describe, expect, it } from 'vitest';
import { restOfReply } from '../../src/agent/rest-of-reply';
import { SottoError } from '../../workers/rpc';
import { agentOf } from './agent-bench';
import { settle } from './turn-fakes';

describe('what once went wrong in guesses and interruptions', () => {
  it('a second half that cannot be transcribed in a turn given up is nobody’s unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const { model, ear, utter, start, voiced, end, agent } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me.');
    start(2);
    voiced(300);
    end(2);
    agent.stop();
    ear.hearings.at(-1)?.fail(new SottoError('inference-failed', 'ear'));
    await settle();
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it('a spoken question asked again after a misfire is a spoken one', async () => {
    const { model, utter, start, voiced, misfire, records, messages } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me.');
    start(2);
    voiced(300);
    model.writesByItself = true;
    misfire(2);
    await settle();
    expect(records().at(-1)?.input).toBe('voice');
    expect(messages()[0]?.by).toBe('voice');
  });

  it('"stop" while Sotto thinks is no second half', async () => {
    const { model, utter, start, voiced, pause, end, ear, records } = agentOf();
    model.writesByItself = false;
    await utter(1, 'Tell me a story.');
    start(2);
    voiced(300);
    ear.texts.set(2, 'Stop.');
    pause(2);
    end(2);
    await settle();
    expect(records().at(-1)).toMatchObject({ outcome: 'stopped', route: 'control:stop' });
  });

  it('a typed question is answered at once, not after the guess in a pause', async () => {
    const { model, begin, agent, records } = agentOf();
    model.writesByItself = false;
    await begin(1, 'Tell me a story.');
    agent.ask('What time is it?');
    await settle();
    expect(records().map(({ transcript }) => transcript)).toEqual(['What time is it?']);
  });

  it('a guess that knows a conversation is not the answer once that was cleared', async () => {
    const { begin, end, agent, utter, model } = agentOf();
    await utter(1, 'What time is it?');
    await begin(2, 'Tell me a story.');
    agent.clear();
    end(2);
    await settle();
    expect(model.replies.at(-1)?.messages).toHaveLength(2);
  });

  it('speech that begins while the last over a reply is still being read is heard', async () => {
    const { voice, ear, utter, start, voiced, pause, end, records } = agentOf();
    voice.playsByItself = false;
    await utter(1, 'Tell me a story.');
    voice.hear(1);
    await settle();
    start(2);
    voiced(250);
    end(2);
    voice.drain(1);
    await settle();
    voice.playsByItself = true;
    start(3);
    voiced(400);
    ear.hearings.find(({ utteranceId, mode }) => utteranceId === 2 && mode === 'final')?.answer('What about dogs?');
    await settle();
    ear.texts.set(3, 'What time is it?');
    voiced(600);
    pause(3);
    await settle();
    end(3);
    await settle();
    expect(records().at(-1)?.transcript).toMatch(/What time is it\?$/);
  });

  it('"say that again" after "louder" says the answer again, not the "Okay."', async () => {
    const { voice, utter } = agentOf();
    await utter(1, 'What time is it?');
    await utter(2, 'Louder.');
    await utter(3, 'Say that again.');
    expect(voice.texts.at(-1)).toBe('It is noon.');
  });

  it('a reply cut at the end of a sentence goes on with the next', () => {
    expect(restOfReply('There was a king. He had a dog.', 'There was a king.')).toBe('He had a dog.');
  });
});
