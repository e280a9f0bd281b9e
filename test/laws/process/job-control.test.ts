import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { jobControlOf, type SignalPort } from "../../../src/process/job-control.ts";

/** A process, and the signals that it sends. */
function process(platform: NodeJS.Platform) {
  const sent: (readonly [number, unknown])[] = [];
  const kill = (pid: number, signal: unknown) => sent.push([pid, signal]);
  const port = Object.assign(new EventEmitter(), { platform, kill }) as unknown as SignalPort;
  return { port, sent };
}

test("Windows has no job control: Ctrl-Z stops nothing there", () => {
  expect(jobControlOf(process("win32").port, () => true)).toBeUndefined();
});

test.for(["linux", "darwin", "freebsd"] as const)(
  "on %s the whole group is stopped, by a signal that nothing hears meanwhile",
  (platform) => {
    const { port, sent } = process(platform);
    const jobs = jobControlOf(port, () => true);
    const emitter = port as unknown as EventEmitter;
    const stopListening = jobs?.onStop(() => undefined);
    const kill = (pid: number, signal: unknown) => {
      sent.push([pid, signal]);
      expect(emitter.listenerCount("SIGTSTP")).toBe(0);
    };
    Object.assign(port, { kill });
    jobs?.stop();
    jobs?.stop("SIGTTOU");
    expect(sent).toEqual([
      [0, "SIGTSTP"],
      [0, "SIGTTOU"],
    ]);
    expect(emitter.listenerCount("SIGTSTP")).toBe(1);
    stopListening?.();
    expect(emitter.listenerCount("SIGTSTP")).toBe(0);
  },
);
