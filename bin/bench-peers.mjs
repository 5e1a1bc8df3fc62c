#!/usr/bin/env node
// Sotto beside the way others build such an assistant: the same clips, weights, threads and browser session, interleaved.
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine } from './lib/command-line.mjs';
import { LIVE_QUERY, liveTurns, timedRows } from './lib/peers/live-turns.mjs';
import { PeerPage } from './lib/peers/peer-page.mjs';
import { questionsOf } from './lib/peers/questions.mjs';
import { comparisonReport, summariseComparison } from './lib/peers/report.mjs';
import { servePeersPage } from './lib/peers/serve-peers-page.mjs';
import { Session } from './lib/session.mjs';
import { FIXTURES } from './lib/turns/clips.mjs';

const USAGE = `usage: node bin/bench-peers.mjs [options]

  --n N        rounds of the stages, and live questions to each (default: 20)
  --clips DIR  a folder of clips with its manifest.json (default: tests/fixtures/clips, and ../shared/audio/public where
               it is there)
  --json FILE  writes everything that was measured there as well

Prints a Markdown table. Takes about 12 minutes on two cores.`;

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SHARED_CLIPS = join(ROOT, '../shared/audio/public');
const READING = 'mono_01.wav';
/** Rounds that do not count. */
const WARM_UP = 1;
const { parse, wholeNumber, wrongUse } = commandLine('bench-peers', USAGE);
const { values } = parse({
  n: { type: 'string', default: '20' },
  clips: { type: 'string' },
  json: { type: 'string' },
});
const n = wholeNumber(values, 'n');
const log = (text) => console.error(text);

const versionOf = (name) => JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;

async function compare(clips) {
  const server = await servePeersPage({ clips: FIXTURES });
  let session;
  try {
    session = await Session.open({ query: LIVE_QUERY, log });
    // The stages alone first: the app is not there meanwhile.
    await session.page.goto('about:blank');
    const peer = await PeerPage.open(session.context, server.url);
    log('loading the usual way …');
    await peer.call('load');
    await peer.call('openStages', `clips/${READING}`);
    const stages = [];
    for (let i = 0; i < n + WARM_UP; i++) {
      const round = await peer.call('stages', i);
      if (i >= WARM_UP) stages.push(round);
      if (i % 5 === 0) log(`  ${i + 1} of ${n + WARM_UP} rounds of the stages`);
    }
    await peer.call('closeStages');
    log('both live …');
    const rows = timedRows(await liveTurns({ session, peer, clips, log }));
    const foreign = session.foreignRequests.filter((url) => new URL(url).origin !== new URL(server.url).origin);
    if (foreign.length)
      throw new Error(`Something asked for ${foreign[0]}: this was not measured on this device alone.`);
    const about = {
      ...(await peer.page.evaluate(() => ({
        threads: window.peers.threads,
        cores: navigator.hardwareConcurrency,
        chromium: /Chrome\/(\d+)/.exec(navigator.userAgent)?.[1],
      }))),
      vad: versionOf('@ricky0123/vad-web'),
      transformers: versionOf('@huggingface/transformers'),
      onnx: versionOf('onnxruntime-web'),
      problems: peer.problems,
    };
    return { about, ...summariseComparison(stages, rows), samples: { stages, rows } };
  } finally {
    await session?.close();
    await server.close();
  }
}

let clips;
try {
  // Said now, and not when everything is measured.
  if (values.json) closeSync(openSync(values.json, 'a'));
  clips = questionsOf(values.clips ? [values.clips] : [FIXTURES, SHARED_CLIPS].filter(existsSync), n);
} catch (error) {
  wrongUse(error.message);
}
if (!clips.length) wrongUse('there is no question among the clips.');
try {
  const result = await compare(clips);
  console.log(comparisonReport(result));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
} catch (error) {
  log(`bench-peers: ${error.stack ?? error}`);
  process.exitCode = 1;
}
