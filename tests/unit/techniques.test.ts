import { describe, expect, it } from 'vitest';
import { ALL_ON, techniquesFrom } from '../../src/agent/techniques';

describe('techniques', () => {
  it('are all on unless asked otherwise', () => {
    expect(Object.values(ALL_ON)).not.toContain(false);
    expect(techniquesFrom('')).toEqual(ALL_ON);
    expect(techniquesFrom('?debug&without=')).toEqual(ALL_ON);
  });
  it('are off when named', () => {
    expect(techniquesFrom('?without=judgedEnd,drafts')).toEqual({ ...ALL_ON, judgedEnd: false, drafts: false });
    expect(techniquesFrom('?a=b&without=speculation&without=%20modelHold')).toEqual({
      ...ALL_ON,
      speculation: false,
      modelHold: false,
    });
  });
  it.each(Object.keys(ALL_ON))('%s can be switched off alone', (name) =>
    expect(techniquesFrom(`?without=${name}`)).toEqual({ ...ALL_ON, [name]: false }),
  );
  it('of unknown names are ignored', () => {
    expect(techniquesFrom('?without=magic,constructor,drafts')).toEqual({ ...ALL_ON, drafts: false });
  });
});
