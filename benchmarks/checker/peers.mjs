// The peers that are written in JavaScript, measured as contest.py measures: node peers.mjs NAME CORPUS
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const LONGEST_MS = 20_000;
const WARM = 40;

async function retextIntensify() {
  const { unified } = await import("unified");
  const { default: english } = await import("retext-english");
  const { default: stringify } = await import("retext-stringify");
  const { default: intensify } = await import("retext-intensify");
  const processor = unified().use(english).use(intensify).use(stringify);
  return (text) => processor.processSync(text).messages.length;
}

async function writeGood(only) {
  const { default: check } = await import("write-good");
  const all = ["weasel", "illusion", "so", "thereIs", "passive", "adverb", "tooWordy", "cliches"];
  const options = only ? Object.fromEntries(all.map((name) => [name, name === only])) : {};
  return (text) => check(text, options).length;
}

const contestants = {
  write_good: () => writeGood(),
  write_good_weasel: () => writeGood("weasel"),
  retext_intensify: retextIntensify,
};

const ms = (value) => Math.round(value * 1000) / 1000;
const now = () => {
  const { user, system } = process.cpuUsage();
  return [performance.now(), (user + system) / 1000];
};
const since = ([wall, cpu]) => now().map((value, at) => value - [wall, cpu][at]);

function timed(check, text) {
  const started = now();
  check(text);
  return since(started);
}

function limited(measure, things) {
  const times = [];
  let spent = 0;
  for (const thing of things) {
    times.push(measure(thing));
    if ((spent += times.at(-1)[1]) > LONGEST_MS) break;
  }
  return times;
}

function spread(times) {
  const figures = { n: times.length };
  ["wall", "cpu"].forEach((name, column) => {
    const ordered = times.map((time) => time[column]).sort((a, b) => a - b);
    for (const part of [50, 95])
      figures[`${name}_p${part}_ms`] = ms(ordered[Math.min(ordered.length - 1, Math.floor((ordered.length * part) / 100))]);
  });
  return figures;
}

function speed(check, texts) {
  const times = limited((text) => timed(check, text), texts);
  const MB = texts.slice(0, times.length).reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const [wall, cpu] = [0, 1].map((column) => times.reduce((sum, time) => sum + time[column], 0) / 1000);
  return { MB: ms(MB), wall_MB_s: ms(MB / wall), cpu_MB_s: ms(MB / cpu) };
}

const [name, file] = process.argv.slice(2);
const corpus = JSON.parse(readFileSync(file, "utf8"));
const started = now();
const check = await contestants[name]();
const found_in_last = check(corpus.replies.at(-1));
const [wall_ms, cpu_ms] = since(started).map(ms);
for (const reply of corpus.replies.slice(-WARM)) check(reply);
const edits = corpus.edited.map((after, at) => [corpus.replies[at], after]);
const edit = ([before, after]) => (check(before), timed(check, after));
console.log(
  JSON.stringify({
    setup: { wall_ms, cpu_ms },
    found_in_last,
    reply: spread(limited((text) => timed(check, text), corpus.replies)),
    edit: spread(limited(edit, edits)),
    replies: speed(check, corpus.replies),
    dense: speed(check, corpus.dense),
  }),
);
