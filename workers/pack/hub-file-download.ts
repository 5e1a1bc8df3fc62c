import { measured } from '../measures';
import { abortable, SottoError, throwIfAborted } from '../rpc';
import type { DownloadMeter } from './download-meter';
import { gitBlobHash } from './git-blob';
import { type FileFacts, isSameEtag, parseContentRange, readFacts } from './hub-facts';
import type { HubJournalFile } from './hub-journal';
import type { PlannedFile } from './hub-plan';
import { exchange, FinalAnswer, type HubTools, NoAnswer, patiently } from './hub-request';
import type { PartWriter } from './pack-disk';
import { inPack, PARTIAL_SUFFIX } from './pack-layout';
import { StreamingSha256 } from './streaming-sha256';

const READ_BYTES = 4 * 1024 * 1024;
/** Git's name of a file needs all of it at once. Hubs keep larger files in large-file storage, under a SHA-256. */
const MAX_GIT_BLOB_BYTES = 64 * 1024 * 1024;

export interface HubFileDownloadOptions {
  /** As in messages: model and path. */
  name: string;
  /** Folder of the pack, and the path in it. */
  directory: readonly string[];
  path: string;
  /** What the journal knows of the file; kept up to date here. */
  entry: HubJournalFile;
  /** What was known before the first byte. */
  planned: Pick<PlannedFile, 'sizeBytes' | 'expected' | 'isCatalogued'>;
  tools: HubTools;
  signal: AbortSignal;
  meter: DownloadMeter;
  /** Writes the journal. */
  save(): Promise<void>;
}

/** One file of a model: taken up where it stopped, hashed as it comes, and given its name once the hash is right. */
export class HubFileDownload {
  #hash = new StreamingSha256();
  #haveBytes = 0;
  #mostBytes = 0;
  #writer: PartWriter | undefined;
  #asksRanges = true;
  #asksIfRange = true;
  readonly #partial: string[];

  constructor(private readonly options: HubFileDownloadOptions) {
    this.#partial = inPack(options.directory, options.path + PARTIAL_SUFFIX);
  }

  /** @throws SottoError `download-failed`, `host-not-allowed`, `storage-full`, `storage-unavailable`, `aborted`. */
  async run(): Promise<void> {
    const { entry, name, tools, signal } = this.options;
    try {
      await this.#takeUp();
      // Weights are kept in the file storage: a second copy in the HTTP cache would only take room.
      for (let cache: RequestCache = 'no-store'; ; cache = 'reload') {
        const patience = { name, url: entry.url, tools, signal, gainedBytes: () => this.#mostBytes };
        await patiently(patience, () => this.#receive(cache));
        this.#close();
        const sha256 = this.#hash.digest();
        if (await this.#isRight(sha256)) return await this.#finish(sha256);
        await this.#startOver();
        if (cache === 'reload') {
          const message = `${name} came damaged twice: its hash is not the one it should have. It was thrown away. Try again later, or choose another model.`;
          throw new SottoError('download-failed', message);
        }
      }
    } finally {
      this.#close();
    }
  }

  /** Reads what an earlier run left, for the hash to go on from there. */
  async #takeUp(): Promise<void> {
    const { entry, tools, signal, meter } = this.options;
    const partial = await tools.disk.blob(this.#partial);
    if (!partial?.size) return;
    this.#haveBytes = partial.size;
    // Without ETag and hash nobody could tell the end of one content on the beginning of another.
    const canGoOn = entry.etag !== undefined || entry.expected !== undefined;
    if (!canGoOn || partial.size > (entry.sizeBytes ?? Number.POSITIVE_INFINITY)) return this.#startOver();
    for (let at = 0; at < partial.size; at += READ_BYTES) {
      throwIfAborted(signal);
      this.#hash.update(new Uint8Array(await partial.slice(at, at + READ_BYTES).arrayBuffer()));
      meter.touch();
    }
    this.#mostBytes = partial.size;
  }

  async #receive(cache: RequestCache): Promise<void> {
    const { entry, tools } = this.options;
    if (entry.sizeBytes !== undefined && this.#haveBytes === entry.sizeBytes && entry.sizeBytes > 0) return;
    try {
      await this.#ask(cache);
    } catch (error) {
      // Unlike Range, If-Range makes a browser ask first (CORS preflight), and hosts that large files are forwarded to
      // refuse that: https://github.com/huggingface/datasets/issues/7931. The ETag of the answer is compared either way.
      if (!(error instanceof NoAnswer && this.#haveBytes > 0 && this.#asksIfRange)) throw error;
      if (await tools.isRefused(entry.url)) throw error;
      this.#asksIfRange = false;
      await this.#ask(cache);
    }
  }

  async #ask(cache: RequestCache): Promise<void> {
    const { entry, tools, signal } = this.options;
    const headers: Record<string, string> = {};
    if (this.#haveBytes > 0 && this.#asksRanges) {
      headers.Range = `bytes=${this.#haveBytes}-`;
      // A weak ETag never matches there (RFC 9110, 13.1.5).
      if (this.#asksIfRange && entry.etag?.startsWith('"')) headers['If-Range'] = entry.etag;
    }
    await exchange(entry.url, { cache, headers }, tools, signal, async (response, either, alive) => {
      try {
        await this.#accept(response);
        await this.#read(response, either, alive);
      } catch (error) {
        // Without this the rest of a body nobody wants would still be sent.
        void response.body?.cancel().catch(() => {});
        throw error;
      }
    });
  }

  /** Compares an answer with what is here. Whatever does not fit makes the file begin anew. */
  async #accept(response: Response): Promise<void> {
    const { entry } = this.options;
    const facts = readFacts(response);
    if (response.status === 416) {
      await this.#startOver();
      throw new Error('the hub has no more of it than is here');
    }
    if (response.status === 206) {
      const range = parseContentRange(response.headers.get('Content-Range'));
      if (!range) this.#asksRanges = false;
      const isOther = entry.etag !== undefined && facts.etag !== undefined && !isSameEtag(entry.etag, facts.etag);
      const isElsewhere = range?.firstByte !== this.#haveBytes;
      const isLonger =
        entry.sizeBytes !== undefined && facts.sizeBytes !== undefined && facts.sizeBytes !== entry.sizeBytes;
      if (isOther || isElsewhere || isLonger) {
        await this.#startOver();
        throw new Error(isOther ? 'it changed on the hub meanwhile' : 'the hub answered with another part of it');
      }
    } else if (this.#haveBytes > 0) {
      await this.#startOver();
    }
    await this.#note(facts);
  }

  async #note(facts: FileFacts): Promise<void> {
    const { entry, planned, save } = this.options;
    // Size and hash are the catalogue's: another size is another file.
    if (planned.isCatalogued && facts.sizeBytes !== undefined && entry.sizeBytes !== undefined) {
      if (facts.sizeBytes !== entry.sizeBytes) {
        throw new FinalAnswer(
          `it has ${facts.sizeBytes} bytes on the hub, not the ${entry.sizeBytes} of the catalogue`,
          200,
        );
      }
    }
    entry.etag = facts.etag ?? entry.etag;
    entry.sizeBytes = facts.sizeBytes ?? entry.sizeBytes;
    entry.expected ??= facts.hash;
    await save();
  }

  async #read(response: Response, signal: AbortSignal, alive: () => void): Promise<void> {
    const { entry, meter, tools } = this.options;
    const reader = response.body?.getReader();
    if (!reader) throw new Error('the answer has no body');
    this.#writer ??= await tools.disk.openWriter(this.#partial);
    try {
      for (;;) {
        const { done, value } = await abortable(reader.read(), signal);
        if (done) break;
        alive();
        if (entry.sizeBytes !== undefined && this.#haveBytes + value.byteLength > entry.sizeBytes) {
          await this.#startOver();
          throw new Error('it is longer than the hub said');
        }
        await this.#writer.write(value, this.#haveBytes);
        this.#hash.update(value);
        this.#haveBytes += value.byteLength;
        this.#mostBytes = Math.max(this.#mostBytes, this.#haveBytes);
        meter.received(value.byteLength);
      }
    } catch (error) {
      void reader.cancel().catch(() => {});
      throw error;
    }
    entry.sizeBytes ??= this.#haveBytes;
    if (this.#haveBytes < entry.sizeBytes) throw new Error(`the connection ended after ${this.#haveBytes} bytes`);
  }

  async #isRight(sha256: string): Promise<boolean> {
    const { entry, tools, signal } = this.options;
    if (!entry.expected) return true;
    if (entry.expected.kind === 'sha256') return entry.expected.hex === sha256;
    if (this.#haveBytes > MAX_GIT_BLOB_BYTES) {
      entry.expected = undefined;
      return true;
    }
    const bytes = await tools.disk.read(this.#partial);
    const hex = await measured('pack.hash', () => abortable(gitBlobHash(bytes ?? new Uint8Array()), signal));
    return entry.expected.hex === hex;
  }

  async #finish(sha256: string): Promise<void> {
    const { directory, path, entry, tools, save } = this.options;
    await tools.disk.rename(this.#partial, path.split('/').at(-1) ?? path);
    const writtenBytes = await tools.disk.sizeOf(inPack(directory, path));
    if (writtenBytes !== this.#haveBytes) throw new Error(`${path} has ${writtenBytes} bytes on disk.`);
    entry.sizeBytes = writtenBytes;
    entry.sha256 = sha256;
    await save();
  }

  async #startOver(): Promise<void> {
    const { entry, planned, tools, meter } = this.options;
    this.#close();
    await tools.disk.remove(this.#partial);
    meter.found(-this.#haveBytes);
    this.#haveBytes = 0;
    this.#hash = new StreamingSha256();
    // What headers said was of the content that is gone.
    entry.etag = undefined;
    entry.expected = planned.expected;
    entry.sizeBytes = planned.sizeBytes;
  }

  #close(): void {
    this.#writer?.close();
    this.#writer = undefined;
  }
}
