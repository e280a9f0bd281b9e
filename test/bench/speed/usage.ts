/*
 * Loaded into a process that is measured: each second it writes into the file that
 * BENCH_USAGE_FILE names how much of the processor's time the process has had.
 */
import { appendFileSync } from "node:fs";

const file = process.env["BENCH_USAGE_FILE"] ?? "";

setInterval(() => {
  const { user, system } = process.cpuUsage();
  const sample = { elapsedMs: performance.now(), cpuMs: (user + system) / 1000 };
  appendFileSync(file, `${JSON.stringify(sample)}\n`);
}, 1000).unref();
