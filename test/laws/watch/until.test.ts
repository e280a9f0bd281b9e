import { expect, test } from "vitest";
import { until } from "../../../src/watch/until.ts";

/** Something that changes, and whoever is told of it. */
function changing() {
  const listeners = new Set<() => void>();
  const watcher = {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const change = () => {
    for (const listener of listeners) listener();
  };
  return { watcher, change, listening: () => listeners.size };
}

test("what is so already is not waited for", async () => {
  const { watcher, listening } = changing();
  await until(watcher, () => true, new AbortController().signal);
  expect(listening()).toBe(0);
});

test("what comes to be so is waited for, change by change", async () => {
  const { watcher, change, listening } = changing();
  let looks = 0;
  const done = until(watcher, () => ++looks === 3, new AbortController().signal);
  change();
  expect(listening()).toBe(1);
  change();
  await done;
  expect({ looks, listening: listening() }).toEqual({ looks: 3, listening: 0 });
});

test("an aborted signal ends the wait, and nothing is waited for after it", async () => {
  const { watcher, listening } = changing();
  const leave = new AbortController();
  const waiting = until(watcher, () => false, leave.signal);
  leave.abort(new Error("left"));
  await expect(waiting).rejects.toThrow("left");
  await expect(until(watcher, () => true, leave.signal)).rejects.toThrow("left");
  expect(listening()).toBe(0);
});
