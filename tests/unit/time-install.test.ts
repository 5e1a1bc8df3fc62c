import { describe, expect, it } from 'vitest';
import { installPacks } from '../../workers/pack/install-packs';
import { timeInstall } from '../../workers/pack/time-install';
import { failureOf, fakeInstall } from './pack-fakes';

describe('the time of a first installation', () => {
  it('is that of every byte fetched and stored anew, and the pack in use is not touched', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('small', { 'a.onnx': [10, 10] });
    await installPacks(['small'], tools, context);
    const before = new Map(disk.files);
    server.requests.length = 0;
    const { ms, fetchedBytes } = await timeInstall('small', tools, context);
    expect(fetchedBytes).toBe(20);
    expect(ms).toBeGreaterThan(0);
    expect(server.partRequests()).toHaveLength(2);
    expect(disk.files).toEqual(before);
  });

  it('leaves nothing behind when it fails, nor takes what one before it left for its own', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('small', { 'a.onnx': [10, 10] });
    server.faults.set('small/a.onnx.part01', ['not-found']);
    expect((await failureOf(timeInstall('small', tools, context))).code).toBe('download-failed');
    expect(disk.paths()).toEqual([]);
    expect((await timeInstall('small', tools, context)).fetchedBytes).toBe(20);
  });
});
