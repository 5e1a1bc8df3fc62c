import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { StreamingSha256 } from '../../workers/pack/streaming-sha256';

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 7)) & 255);
const known = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test.each([0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 65_537])('is SHA-256 of %i bytes', (size) => {
  const bytes = bytesOf(size);
  expect(new StreamingSha256().update(bytes).digest()).toBe(known(bytes));
});

test('does not mind how the bytes are cut', () => {
  const bytes = bytesOf(10_000);
  for (const step of [1, 7, 63, 64, 65, 1024]) {
    const hash = new StreamingSha256();
    for (let at = 0; at < bytes.byteLength; at += step) hash.update(bytes.subarray(at, at + step));
    expect(hash.digest()).toBe(known(bytes));
  }
});

test('knows the published digest of a million letters', () => {
  const hash = new StreamingSha256();
  for (let i = 0; i < 1000; i++) hash.update(new TextEncoder().encode('a'.repeat(1000)));
  expect(hash.digest()).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
});
