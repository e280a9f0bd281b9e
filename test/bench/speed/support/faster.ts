/*
 * Loaded into a process before anything else: its time passes BENCH_SPEED times as fast, that of both
 * clocks and of all timers, so that an hour of ticks and polls takes minutes. At SIGURG it goes on at
 * the computer's pace; a timer under way then ends at the pace at which it began.
 */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import promises from "node:timers/promises";

let speed = Number(process.env["BENCH_SPEED"]);
// Its children have a time of their own.
delete process.env["NODE_OPTIONS"];

const RealDate = Date;
const firstNow = RealDate.now();
const real = performance.now.bind(performance);
const first = real();
let passedBefore = 0;
let since = first;
const passed = () => passedBefore + (real() - since) * speed;

process.on("SIGURG", () => {
  passedBefore = passed();
  since = real();
  speed = 1;
});

const now = () => Math.floor(firstNow + passed());
performance.now = () => first + passed();
const firstNs = process.hrtime.bigint();
process.hrtime.bigint = () => firstNs + BigInt(Math.round(passed() * 1e6));
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
  get: (target, key) => (key === "now" ? now : (Reflect.get(target, key) as unknown)),
});

const { setTimeout: timeout, setInterval: interval } = timers;
type Timer = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => object;
const hurried =
  (start: Timer): Timer =>
  (callback, ms = 0, ...args) =>
    start(callback, ms / speed, ...args);
const promised = promises.setTimeout;
promises.setTimeout = (ms = 0, ...rest) => promised(ms / speed, ...rest);
const replaced = {
  setTimeout: Object.assign(hurried(timeout as Timer), { __promisify__: promises.setTimeout }),
  setInterval: hurried(interval),
};
Object.assign(timers, replaced);
Object.assign(globalThis, replaced);
syncBuiltinESMExports();
