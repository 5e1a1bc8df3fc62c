import { expect, it } from 'vitest';
import { watchRefusals } from '../../workers/pack/csp-refusals';

const refuse = (scope: EventTarget, blockedURI: string) =>
  scope.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI }));

it('knows what the policy kept from leaving, though it is told after the request failed', async () => {
  const scope = new EventTarget();
  const isRefused = watchRefusals(scope);
  const answer = isRefused('https://hub.test/a?b=1#c');
  refuse(scope, 'https://hub.test/a?b=1');
  expect(await answer).toBe(true);
  expect(await isRefused('https://hub.test/a?b=1')).toBe(true);
  expect(await isRefused('https://hub.test/other')).toBe(false);
  refuse(scope, 'https://origin.test');
  expect(await isRefused('https://origin.test/file')).toBe(true);
});
