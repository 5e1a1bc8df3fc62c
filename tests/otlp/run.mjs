// npm run test:otlp: pushes an export from a page in Chromium to the real OpenTelemetry Collector, and looks at what the
// collector understood. Where there is no Go to build the collector with, it says so and leaves.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, loadConfigFromFile, preview } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from '../../bin/lib/chromium.mjs';
import { buildCollector, freePort, NoCollector, startCollector } from './lib/collector.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = fileURLToPath(new URL('./page/', import.meta.url));
const log = (text) => console.error(text);

/** The page with the app's security headers, and the collector as the one other host it may talk to. */
async function servePage(folder, collectorOrigin) {
  await build({
    configFile: false,
    root: PAGE,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
  });
  const loaded = await loadConfigFromFile({ command: 'serve', mode: 'production' }, join(ROOT, 'vite.config.ts'));
  const headers = loaded.config.preview.headers;
  const policy = headers['Content-Security-Policy'];
  assert.match(policy, /connect-src 'self'/);
  const server = await preview({
    configFile: false,
    root: PAGE,
    build: { outDir: folder },
    logLevel: 'error',
    preview: {
      host: '127.0.0.1',
      port: await freePort(),
      headers: {
        ...headers,
        'Content-Security-Policy': policy.replace("connect-src 'self'", `connect-src 'self' ${collectorOrigin}`),
      },
    },
  });
  return { origin: new URL(server.resolvedUrls.local[0]).origin, close: () => server.close() };
}

/** Attributes of OTLP/JSON as an object; 64-bit integers are strings there. */
const attributes = (list) =>
  Object.fromEntries(
    list.map(({ key, value }) => [key, value.stringValue ?? value.boolValue ?? Number(value.intValue)]),
  );

/** What the collector took of the made turns and points of `page/page.ts`. */
function check(requests) {
  assert.equal(requests.length, 1, 'one request was taken, and no other');
  const [{ resource, scopeMetrics }] = requests[0].resourceMetrics;
  assert.deepEqual(attributes(resource.attributes), {
    'service.name': 'sotto',
    'service.version': '9.8.7',
    'device.cores': 2,
  });
  assert.deepEqual(
    scopeMetrics.map(({ scope }) => scope.name),
    ['sotto'],
  );
  const metrics = new Map(scopeMetrics[0].metrics.map((metric) => [metric.name, metric]));
  const units = Object.fromEntries([...metrics].map(([name, { unit }]) => [name, unit]));
  assert.deepEqual(units, {
    'voice.session.latency': 'ms',
    'voice.session.throughput': '{turn}',
    'voice.session.errors': '{error}',
    'voice.component.latency': 'ms',
    'voice.component.errors': '{error}',
    'voice.component.token_rate': '{token}/s',
    'voice.system.memory': 'MBy',
  });

  const turn = (route, cold, input = 'voice') => ({
    'voice.turn.outcome': 'answered',
    'voice.turn.input': input,
    'voice.turn.route': route,
    'voice.turn.cold': cold,
  });
  const histogram = (name) => {
    const { aggregationTemporality, dataPoints } = metrics.get(name).histogram;
    assert.equal(aggregationTemporality, 1, 'delta');
    return dataPoints.map((point) => ({
      count: Number(point.count),
      sum: Math.round(point.sum),
      min: Math.round(point.min),
      max: Math.round(point.max),
      attributes: attributes(point.attributes),
    }));
  };
  assert.deepEqual(histogram('voice.session.latency'), [
    { count: 1, sum: 400, min: 400, max: 400, attributes: turn('model', true) },
    { count: 6, sum: 4500, min: 500, max: 1000, attributes: turn('model', false) },
    { count: 1, sum: 2500, min: 2500, max: 2500, attributes: turn('skill:clock', false, 'keyboard') },
  ]);
  assert.deepEqual(histogram('voice.component.latency'), [
    { count: 3, sum: 600, min: 100, max: 300, attributes: { component: 'stt' } },
    { count: 2, sum: 100, min: 40, max: 60, attributes: { component: 'llm', 'voice.model': 'smollm2-135m' } },
  ]);
  for (const name of ['voice.session.latency', 'voice.component.latency']) {
    for (const { count, bucketCounts, explicitBounds } of metrics.get(name).histogram.dataPoints) {
      assert.equal(bucketCounts.length, explicitBounds.length + 1);
      assert.equal(
        bucketCounts.reduce((sum, n) => sum + Number(n), 0),
        Number(count),
        'every value is in one bucket',
      );
    }
  }

  const sum = (name) => {
    const { aggregationTemporality, isMonotonic, dataPoints } = metrics.get(name).sum;
    assert.deepEqual([aggregationTemporality, isMonotonic], [1, true]);
    return dataPoints.map((point) => [Number(point.asInt ?? point.asDouble), attributes(point.attributes)]);
  };
  assert.deepEqual(
    sum('voice.session.throughput').map(([count]) => count),
    [1, 6, 1, 1],
  );
  assert.deepEqual(sum('voice.session.errors'), [[1, { 'error.type': 'inference-failed' }]]);
  assert.deepEqual(sum('voice.component.errors'), [[2, { component: 'tts', 'error.type': 'worker-crashed' }]]);
  const [memory] = metrics.get('voice.system.memory').gauge.dataPoints;
  assert.equal(memory.asDouble, 812.5);
  assert.equal(BigInt(memory.timeUnixNano), 1_790_000_060_123_000_000n);
  assert.doesNotMatch(JSON.stringify(requests), /moon|kilometres/, 'no words of the user');
  return metrics.size;
}

async function run() {
  const collectorFile = buildCollector(log);
  const folder = mkdtempSync(join(tmpdir(), 'sotto-otlp-'));
  const closers = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const port = await freePort();
    const collectorUrl = `http://127.0.0.1:${port}`;
    const page = await servePage(join(folder, 'page'), collectorUrl);
    closers.push(page.close);
    const collector = await startCollector({ file: collectorFile, folder, port, allowedOrigin: page.origin });
    let requests;
    const stopCollector = async () => {
      requests ??= await collector.stop();
      return requests;
    };
    closers.push(stopCollector);
    const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
    closers.push(() => browser.close());

    const open = async (origin) => {
      const tab = await browser.newPage();
      await tab.goto(origin);
      await tab.waitForFunction(() => window.otlp !== undefined);
      return (url, body) =>
        tab.evaluate(async (asked) => window.otlp.push(asked.url, asked.body ?? (await window.otlp.body())), {
          url,
          body,
        });
    };
    const push = await open(page.origin);
    assert.deepEqual(await push(collectorUrl), {
      kind: 'accepted',
      attempts: 1,
      rejectedPoints: 0,
      message: undefined,
    });
    log('✓ the collector took the export, pushed from a page under the app’s security policy');

    const broken = await push(collectorUrl, '{"resourceMetrics":');
    assert.deepEqual([broken.kind, broken.reason], ['failed', 'refused']);
    assert.match(broken.message, /answered 400: ./);
    const elsewhere = await push(`${collectorUrl}/v1/nothing`, undefined);
    assert.deepEqual([elsewhere.kind, elsewhere.reason, elsewhere.attempts], ['failed', 'refused', 1]);
    log(`✓ what is no OTLP is refused, in its words: ${broken.message}`);

    // The same page from a host that the collector was not told to allow.
    const pushFromOther = await open(page.origin.replace('127.0.0.1', 'localhost'));
    const other = await pushFromOther(collectorUrl);
    assert.deepEqual([other.kind, other.reason], ['failed', 'unreachable']);
    assert.match(other.message, /allowed_origins/);
    log('✓ a page of another origin gets nothing through');

    const count = check(await stopCollector());
    log(`✓ names, units, counts and attributes of ${count} metrics arrived as they were sent`);

    const gone = await push(collectorUrl);
    assert.deepEqual([gone.kind, gone.reason], ['failed', 'unreachable']);
    log('✓ a collector that has ended is said to be unreachable');
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof NoCollector)) throw error;
  log(`skipped: ${error.message}`);
  // Where Go is part of the checks, a collector that cannot be built must not pass for one that was tested.
  if (process.env.CI === 'true' && !/not installed/.test(error.message)) process.exitCode = 1;
}
