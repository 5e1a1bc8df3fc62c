#!/usr/bin/env node
// Sotto's command line: drives the built app in headless Chromium.
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readWav } from '../tests/probe/analyze.mjs';
import { commandLine, printJson } from './lib/command-line.mjs';

const COMPONENTS = ['capture', 'vad', 'stt', 'route', 'tool', 'llm', 'tts', 'playback', 'pipeline', 'system'];
const KEPT_PROFILE = fileURLToPath(new URL('../node_modules/.cache/sotto/profile', import.meta.url));

const USAGE = `usage: npm run sotto -- COMMAND [options]

  converse FILE.wav [FILE.wav …]   each file one spoken turn of one conversation
      --save DIR                   write the replies there as WAV files
      --keep                       in the kept profile (--profile), where "performance" finds it
      --json                       one JSON object on standard output, everything else on standard error
  evaluate                         word errors, replies to noise, latency, start, memory, idle load
      --clips DIR                  folder with a manifest.json (default tests/fixtures/clips)
      --json                       as above
  performance                      how Sotto performed in the kept profile, as the dashboard shows it
      --minutes N                  of the last N minutes (default 30)
      --component NAME             of one component: ${COMPONENTS.join(', ')}
      --live                       anew every 2 s until Ctrl-C; a line typed is asked of Sotto
      --export FILE                all that is kept of that time, as JSON
      --profile DIR                the kept profile (default node_modules/.cache/sotto/profile)
      --json                       as above
  benchmark                        measures Sotto on this device, and judges it
      --test NAME[,NAME …]         components, latency, throughput, load, sessions, memory, soak, or all; may be repeated
      --component NAME[,NAME …]    series of these components only: the names above
      --iterations N               samples of each component, and of each question with --test latency
      --duration S                 of throughput, load and soak each, in seconds
      --concurrent N               requests in flight at most, in throughput
      --users N                    simulated users of load, one request a second each
      --cold                       fetches the models anew, to time a first load
      --seed N                     of everything random in it
      --label TEXT                 your own word for the run
      --format NAME                table (default), json, csv, html or zip (the whole report)
      --output FILE                writes it there, by its ending where no format is named, and a table to standard output
      --baseline FILE              a run of an earlier build on the same device, as JSON: what regressed, what improved
      --from FILE                  shows a run that was saved as JSON; measures nothing
      --against DIR                another built app, as of an older commit: both in one browser, in turn
      --rounds N                   turns of each with --against (default 8)
      --ci                         a regression or a broken SLA fails too; without --test a short check that results are sound

Exit: 0 every turn was answered and every result is sound, 1 one was not, 2 wrong use or a file that cannot be used,
130 ended by Ctrl-C.
"npm run -s" keeps npm's own lines out of standard output.`;

const log = (text) => console.error(text);

const { wrongUse, parse: parseOptions } = commandLine('sotto', USAGE);
const parse = (args, options) => parseOptions(options, { args, allowPositionals: true });

function checkWav(file) {
  if (!existsSync(file)) wrongUse(`${file}: there is no such file.`);
  if (!statSync(file).isFile()) wrongUse(`${file}: this is a folder, not a WAV file.`);
  let wav;
  try {
    wav = readWav(file);
  } catch {
    wrongUse(`${file}: this is not a WAV file that can be read (PCM of 8 to 32 bits, or float).`);
  }
  if (!wav.x.length) wrongUse(`${file}: this WAV file holds no samples.`);
}

async function runConverse(args) {
  const { values, positionals } = parse(args, {
    save: { type: 'string' },
    keep: { type: 'boolean', default: false },
    profile: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (!positionals.length) wrongUse('converse needs at least one WAV file.');
  for (const file of positionals) checkWav(file);
  const { converse, conversationTable, exitCode } = await import('./lib/converse.mjs');
  const profile = values.profile ?? (values.keep ? KEPT_PROFILE : undefined);
  const result = await converse(positionals, { saveDir: values.save, profile, log });
  if (values.json) printJson(result);
  else console.log(conversationTable(result));
  return exitCode(result);
}

async function runEvaluate(args) {
  const { values, positionals } = parse(args, { clips: { type: 'string' }, json: { type: 'boolean', default: false } });
  if (positionals.length) wrongUse(`evaluate takes no ${positionals[0]}; name the folder with --clips.`);
  const { clipSet, evaluate, evaluationTable } = await import('./lib/evaluate.mjs');
  let clips;
  try {
    clips = clipSet(values.clips);
  } catch (error) {
    wrongUse(error.message);
  }
  const result = await evaluate(clips, { log });
  if (values.json) printJson(result);
  else console.log(evaluationTable(result));
  return 0;
}

async function runPerformance(args) {
  const { values, positionals } = parse(args, {
    minutes: { type: 'string', default: '30' },
    component: { type: 'string' },
    live: { type: 'boolean', default: false },
    export: { type: 'string' },
    profile: { type: 'string', default: KEPT_PROFILE },
    json: { type: 'boolean', default: false },
  });
  if (positionals.length) wrongUse(`performance takes no ${positionals[0]}.`);
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) wrongUse(`--minutes ${values.minutes}: a number above 0 is needed.`);
  if (values.component && !COMPONENTS.includes(values.component)) {
    wrongUse(`there is no component ${values.component}; there are ${COMPONENTS.join(', ')}.`);
  }
  const { performanceReport } = await import('./lib/performance.mjs');
  const printed = await performanceReport({
    profile: values.profile,
    lastMs: minutes * 60_000,
    component: values.component,
    live: values.live,
    exportFile: values.export,
    print: (result, table) => (values.json ? printJson(result) : console.log(table)),
    log,
  });
  return printed ? 0 : 1;
}

async function runBenchmark(args) {
  const { OPTIONS, benchmark } = await import('./lib/benchmark.mjs');
  const { values, positionals } = parse(args, OPTIONS);
  if (positionals.length) wrongUse(`benchmark takes no ${positionals[0]}.`);
  return benchmark(values, { components: COMPONENTS, wrongUse, log });
}

const COMMANDS = {
  converse: runConverse,
  evaluate: runEvaluate,
  performance: runPerformance,
  benchmark: runBenchmark,
};

const [name, ...args] = process.argv.slice(2);
if (name === undefined) wrongUse('name a command.');
if (name === '--help' || name === 'help') {
  console.log(USAGE);
  process.exit(0);
}
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : wrongUse(`there is no command ${name}.`);
try {
  process.exitCode = await command(args);
} catch (error) {
  log(`sotto: ${error.message}`);
  process.exitCode = 1;
}
