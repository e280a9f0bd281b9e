import { expect, test } from "vitest";
import { type Opened, watchThrough } from "../../../src/commands/session/watch-through.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";
import { inventedWatcher } from "../../support/invented/watcher.ts";

const live = newWatch({ id: "b", label: "HR" }, 0);
const ended: Watch = {
  ...newWatch({ id: "a", label: "HR" }, 0),
  ending: { kind: "CANCELLED", at: 0, isSeenRunning: true, tookMs: undefined },
};

/** A watch of one id that has ended, shown by a reader. */
function watching(reader: Opened) {
  const watcher = inventedWatcher("acme", [ended]);
  let isOver = false;
  const { signal } = new AbortController();
  const over = watchThrough({ watcher }, false, Promise.resolve(reader), undefined, signal).then(
    () => (isOver = true),
  );
  const rest = () => new Promise((resolve) => setImmediate(resolve));
  return { watcher, over, rest, isOver: () => isOver };
}

test("a watch ends once all its ids have, where the user has started nothing", async () => {
  const { watcher, over } = watching({ staysOpen: false, startsSettled: async () => false });
  watcher.runs[0]?.resolve();
  await over;
  expect(watcher.runs).toHaveLength(1);
});

test("a start under way keeps it from ending, and what is started is watched to its end", async () => {
  const start = Promise.withResolvers<boolean>();
  const settled = [start.promise, Promise.resolve(false)];
  const startsSettled = () => settled.shift() ?? Promise.resolve(false);
  const { watcher, over, rest, isOver } = watching({ staysOpen: false, startsSettled });
  watcher.runs[0]?.resolve();
  await rest();
  expect(isOver()).toBe(false);
  watcher.become([ended, live]);
  start.resolve(true);
  await rest();
  expect(watcher.runs).toHaveLength(2);
  watcher.become([ended]);
  watcher.runs[1]?.resolve();
  await over;
});

test("what was started in the last moment is watched as well", async () => {
  const { watcher, over, rest } = watching({ staysOpen: false, startsSettled: async () => false });
  watcher.become([ended, live]);
  watcher.runs[0]?.resolve();
  await rest();
  expect(watcher.runs).toHaveLength(2);
  watcher.become([ended]);
  watcher.runs[1]?.resolve();
  await over;
});

test("a reader that starts nothing leaves a recording that was cut off", async () => {
  const { watcher, over } = watching({ staysOpen: false });
  watcher.become([live]);
  watcher.runs[0]?.resolve();
  await over;
  expect(watcher.runs).toHaveLength(1);
});
