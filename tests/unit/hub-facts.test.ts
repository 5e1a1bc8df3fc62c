import { describe, expect, it } from 'vitest';
import { gitBlobHash } from '../../workers/pack/git-blob';
import { isSameEtag, parseContentRange, parseRetryAfterMs, readFacts } from '../../workers/pack/hub-facts';
import { listingUrl, parseHubListing } from '../../workers/pack/hub-listing';
import { versionOf } from '../../workers/pack/hub-plan';
import { hubFile } from './hub-fakes';

const SHA256 = 'ab'.repeat(32);
const SHA1 = 'cd'.repeat(20);
const answer = (headers: Record<string, string>, redirected = false, status = 200) => ({
  headers: new Headers(headers),
  redirected,
  status,
});

describe('the headers of a hub', () => {
  it.each([
    ['its word on a large file', { 'X-Linked-ETag': `"${SHA256}"`, ETag: '"x"' }, { kind: 'sha256', hex: SHA256 }],
    ['an ETag that is a SHA-256', { ETag: `W/"${SHA256}"`, 'X-Repo-Commit': SHA1 }, { kind: 'sha256', hex: SHA256 }],
    [
      'an ETag that is git’s name of a file',
      { ETag: `"${SHA1}"`, 'X-Repo-Commit': SHA1 },
      { kind: 'git-blob', hex: SHA1 },
    ],
    ['an ETag that is no hash', { ETag: '"64f-1"', 'X-Repo-Commit': SHA1 }, undefined],
    ['an ETag of a host that names no commit', { ETag: `"${SHA256}"` }, undefined],
    ['nothing', {}, undefined],
  ])('tell the hash by %s', (_, headers, hash) => {
    expect(readFacts(answer(headers)).hash).toEqual(hash);
  });

  it('of another host tell no hash, however much its ETag looks like one', () => {
    const facts = readFacts(answer({ ETag: `"${SHA256}"`, 'Content-Length': '7' }, true));
    expect(facts).toMatchObject({ hash: undefined, etag: `"${SHA256}"`, sizeBytes: 7 });
  });

  it.each([
    [{ 'X-Linked-Size': '9', 'Content-Length': '5' }, 200, 9],
    [{ 'Content-Length': '5' }, 200, 5],
    [{ 'Content-Length': '5', 'Content-Encoding': 'gzip' }, 200, undefined],
    [{ 'Content-Length': '5', 'Content-Range': 'bytes 5-9/10' }, 206, 10],
    [{ 'Content-Length': '5', 'Content-Range': 'bytes 5-9/*' }, 206, undefined],
    [{ 'Content-Length': 'many' }, 200, undefined],
  ])('tell the size: %j with %i is %j', (headers, status, sizeBytes) => {
    expect(readFacts(answer(headers, false, status)).sizeBytes).toBe(sizeBytes);
  });

  it('tell the commit, if it is one', () => {
    expect(readFacts(answer({ 'X-Repo-Commit': SHA1 })).commit).toBe(SHA1);
    expect(readFacts(answer({ 'X-Repo-Commit': '../..' })).commit).toBeUndefined();
  });

  it('are read with care', () => {
    expect(parseContentRange('bytes 0-0/12')).toEqual({ firstByte: 0, lastByte: 0, totalBytes: 12 });
    expect(parseContentRange('bytes */12')).toBeUndefined();
    expect(parseContentRange(null)).toBeUndefined();
    expect(isSameEtag('W/"a"', '"a"')).toBe(true);
    expect(isSameEtag('"a"', '"b"')).toBe(false);
    expect(parseRetryAfterMs('12', 0)).toBe(12_000);
    expect(parseRetryAfterMs('Thu, 01 Jan 1970 00:00:30 GMT', 10_000)).toBe(20_000);
    expect(parseRetryAfterMs('Thu, 01 Jan 1970 00:00:30 GMT', 90_000)).toBe(0);
    expect(parseRetryAfterMs('soon', 0)).toBeUndefined();
    expect(parseRetryAfterMs(null, 0)).toBeUndefined();
  });
});

describe('the list of a repository', () => {
  const model = (urls: string[], revision = 'main') => ({
    id: 'm',
    role: 'llm' as const,
    revision,
    title: 'm',
    licence: 'MIT',
    source: '',
    files: urls.map((url) => hubFile(url, 'x')),
  });

  it('lies where the files say', () => {
    expect(listingUrl(model(['https://hub.test/o/r/resolve/main/a', 'https://hub.test/o/r/resolve/main/b/c']))).toBe(
      'https://hub.test/api/models/o/r/revision/main?blobs=true',
    );
  });

  it.each([
    ['another revision', ['https://hub.test/o/r/resolve/dev/a']],
    ['another kind of host', ['https://cdn.test/files/a']],
  ])('is not there for %s', (_, urls) => {
    expect(listingUrl(model(urls))).toBeUndefined();
  });

  it('is that of the first file’s repository, whatever lies elsewhere', () => {
    const own = 'https://hub.test/o/r/resolve/main/a';
    for (const other of ['https://hub.test/o/q/resolve/main/a', 'https://files.test/library.wasm']) {
      expect(listingUrl(model([own, other]))).toBe('https://hub.test/api/models/o/r/revision/main?blobs=true');
    }
  });

  it('tells sizes and hashes', () => {
    const siblings = [
      { rfilename: 'a.json', size: 5, blobId: SHA1 },
      { rfilename: 'b.onnx', size: 9, blobId: SHA1, lfs: { sha256: SHA256, size: 9, pointerSize: 134 } },
      { rfilename: 'c.onnx', size: 9, blobId: SHA1, lfs: {} },
      null,
    ];
    expect(parseHubListing({ sha: SHA1, siblings })?.files).toEqual(
      new Map([
        ['a.json', { sizeBytes: 5, hash: { kind: 'git-blob', hex: SHA1 }, commit: SHA1 }],
        ['b.onnx', { sizeBytes: 9, hash: { kind: 'sha256', hex: SHA256 }, commit: SHA1 }],
        ['c.onnx', { sizeBytes: 9, hash: undefined, commit: SHA1 }],
      ]),
    );
    expect(parseHubListing({ sha: 'main', siblings })).toBeUndefined();
    expect(parseHubListing('no')).toBeUndefined();
  });
});

it('names a file as git does', async () => {
  // `printf 'hello\n' | git hash-object --stdin`
  expect(await gitBlobHash(new TextEncoder().encode('hello\n'))).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
});

it.each([
  ['main', 'main'],
  ['refs/pr/1', 'refs_pr_1'],
  ['..', 'r..'],
])('makes the revision %s a folder %s', (revision, folder) => {
  expect(versionOf(revision)).toBe(folder);
});
