import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../src/store/preferences';
import { pageTitle } from '../../src/ui/page-title';
import { talkText } from '../../src/ui/text/talk/words';

const { quietTitle } = talkText();
const on = { microphone: 'on', holding: false, byName: false, preferences: DEFAULT_PREFERENCES } as const;
const once = { ...on, preferences: { ...DEFAULT_PREFERENCES, talkMode: 'one-question' } } as const;
const twice = { ...on, preferences: { ...DEFAULT_PREFERENCES, talkMode: 'toggle' } } as const;
const held = { ...on, preferences: { ...DEFAULT_PREFERENCES, talkMode: 'push-to-talk' } } as const;

describe("the tab's title", () => {
  it('says when Sotto listens', () => {
    expect(pageTitle(on)).toBe('● Sotto is listening');
    expect(pageTitle({ ...held, holding: true })).toBe('● Sotto is listening');
    expect(pageTitle({ ...twice, holding: true })).toBe('● Sotto is listening');
    expect(pageTitle(once)).toBe('● Sotto is listening');
  });

  it('says when only its name is listened for', () => {
    expect(pageTitle({ ...on, byName: true })).toBe('● Say “Sotto, …”');
  });

  it.each([{ ...on, microphone: 'off' } as const, { ...on, microphone: 'opening' } as const, held, twice])(
    'is the plain one while nothing is listened to',
    (view) => {
      expect(pageTitle(view)).toBe(quietTitle);
    },
  );

  it('is the one of the page at first', async () => {
    const { readFile } = await import('node:fs/promises');
    expect(await readFile('index.html', 'utf8')).toContain(`<title>${quietTitle}</title>`);
  });
});
