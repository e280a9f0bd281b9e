/*
 * Loaded into a process before anything else: its time passes BENCH_SPEED times as fast, that of both
 * clocks and of all timers, so that an hour of ticks and polls takes minutes.
 */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import promises from "node:timers/promises";

const speed = Number(process.env["BENCH_SPEED"]);
// Its children have a time of their own.
delete process.env["NODE_OPTIONS"];

const RealDate = Date;
const firstNow = RealDate.now();
const elapsed = performance.now.bind(performance);
const firstElapsed = elapsed();
const passed = () => (elapsed() - firstElapsed) * speed;

const now = () => Math.floor(firstNow + passed());
performance.now = () => firstElapsed + passed();
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
  get: (target, key) => (key === "now" ? now : (Reflect.get(target, key) as unknown)),
});

const { setTimeout: timeout, setInterval: interval } = timers;
type Timer = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => object;
const hurried =
  (real: Timer): Timer =>
  (callback, ms = 0, ...args) =>
    real(callback, ms / speed, ...args);
const promised = promises.setTimeout;
promises.setTimeout = (ms = 0, ...rest) => promised(ms / speed, ...rest);
const replaced = {
  setTimeout: Object.assign(hurried(timeout as Timer), { __promisify__: promises.setTimeout }),
  setInterval: hurried(interval),
};
Object.assign(timers, replaced);
Object.assign(globalThis, replaced);
syncBuiltinESMExports();
