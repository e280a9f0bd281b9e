/*
 * Bundles and runs the program again at every change of its source.
 * Run: node src/build/dev.ts [ARGUMENT...]   (by default: demo --stay)
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { watch } from "rolldown";
import { dist, input, output } from "./bundled.ts";

const given = process.argv.slice(2);
const args = [join(dist, "aggwatch.js"), ...(given.length > 0 ? given : ["demo", "--stay"])];
let running: ChildProcess | undefined;

const watcher = watch({ ...input, output });
watcher.on("event", async (event) => {
  if (event.code !== "ERROR" && event.code !== "BUNDLE_END") return;
  await stop();
  if (event.code === "ERROR") return void process.stderr.write(`${event.error.message}\n`);
  await event.result.close();
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  running = child;
  // Quitting the program quits this too, unless it was stopped for its next run.
  child.once("exit", (code) => {
    if (running === child) process.exit(code ?? 1);
  });
});

/** Waits until the program has restored the terminal. */
async function stop(): Promise<void> {
  const child = running;
  running = undefined;
  if (!child || child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
