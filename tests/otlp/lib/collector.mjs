// The real OpenTelemetry Collector, built from its public modules and run on loopback.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../collector/', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/sotto-otlp/', import.meta.url));

/** Loading its configuration and opening its port; a second on an idle machine. */
const START_MS = 60_000;
const STOP_MS = 20_000;

/** Why there is no collector to test against, as words for the user; any other error is a failure. */
export class NoCollector extends Error {}

function go(args, options = {}) {
  return execFileSync('go', args, {
    cwd: SOURCE,
    encoding: 'utf8',
    // The Go that is here or none: a newer one is not fetched behind the user's back.
    env: { ...process.env, GOTOOLCHAIN: 'local', CGO_ENABLED: '0' },
    ...options,
  });
}

/** Go's own words when it fails. */
const wordsOf = (error) =>
  String(error.stderr || error.message)
    .trim()
    .split('\n')
    .slice(-3)
    .join('\n');

/**
 * Builds the collector; once for each state of its sources and each version of Go.
 * @returns the path of the executable. @throws NoCollector without Go, or when its modules cannot be had.
 */
export function buildCollector(log) {
  let version;
  try {
    version = go(['version'], { stdio: 'pipe' });
  } catch {
    throw new NoCollector('Go is not installed (https://go.dev/dl/, 1.26 or newer).');
  }
  const hash = createHash('sha256').update(version);
  for (const name of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(SOURCE, name)));
  const name = `collector-${hash.digest('hex').slice(0, 16)}`;
  const file = join(CACHE, name);
  if (existsSync(file)) return file;
  log('Building the OpenTelemetry Collector; this takes minutes, once …');
  try {
    go(['list', '-deps', '.'], { stdio: 'pipe', maxBuffer: 64e6 });
  } catch (error) {
    throw new NoCollector(`Its Go modules cannot be had:\n${wordsOf(error)}`);
  }
  mkdirSync(CACHE, { recursive: true });
  for (const old of readdirSync(CACHE)) if (old.startsWith('collector-')) rmSync(join(CACHE, old), { force: true });
  go(['build', '-trimpath', '-ldflags', '-s -w', '-o', `${file}.part`, '.'], { stdio: ['ignore', 2, 2] });
  renameSync(`${file}.part`, file);
  return file;
}

/** A port of loopback that nobody listens on. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts the collector with an OTLP/HTTP receiver that allows one origin, and a file for what it takes.
 * @param options `folder`: for its files.
 * @returns `stop()`, which ends it and returns what it wrote: one request each, as it understood it.
 */
export async function startCollector({ file, folder, port, allowedOrigin }) {
  const output = join(folder, 'received.jsonl');
  const configuration = {
    receivers: {
      otlp: { protocols: { http: { endpoint: `127.0.0.1:${port}`, cors: { allowed_origins: [allowedOrigin] } } } },
    },
    exporters: { file: { path: output } },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: { metrics: { receivers: ['otlp'], exporters: ['file'] } },
    },
  };
  // JSON is YAML, which the collector reads.
  const path = join(folder, 'collector.yaml');
  writeFileSync(path, JSON.stringify(configuration));

  const child = spawn(file, ['--config', `file:${path}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  const ready = new Promise((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      words += text;
      if (words.includes('Everything is ready')) resolve('ready');
    });
  });
  const outcome = await Promise.race([ready, ended, after(START_MS)]);
  if (outcome !== 'ready') {
    child.kill('SIGKILL');
    throw new Error(`The collector did not start:\n${words.trim()}`);
  }
  return {
    async stop() {
      child.kill('SIGTERM');
      const code = await Promise.race([ended, after(STOP_MS)]);
      if (code !== 0) {
        child.kill('SIGKILL');
        throw new Error(`The collector did not end well (${code}):\n${words.trim()}`);
      }
      return existsSync(output)
        ? readFileSync(output, 'utf8')
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line))
        : [];
    },
  };
}

function after(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms, 'too late').unref());
}
