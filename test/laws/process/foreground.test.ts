import { expect, test } from "vitest";
import { type GroupSource, isInForeground } from "../../../src/process/foreground.ts";

/** A system that has one way to tell, with what that says. */
function tells(platform: NodeJS.Platform, way: "stat" | "ps", said: string): GroupSource {
  const none = (): never => {
    throw new Error(`${platform} has no such thing`);
  };
  return { platform, stat: none, ps: none, [way]: () => said };
}

test.for<readonly [string, boolean]>([
  ["71 (node) S 70 71 60 34816 71 4194304", true],
  ["71 (node) S 70 71 60 34816 60 4194304", false],
  ["71 (a ) S 1 2 3 (b) S 70 71 60 34816 71 4194304", true],
  // No terminal.
  ["71 (node) S 70 71 71 0 -1 4194304", true],
])("on Linux by /proc: %s: %s", ([stat, isForeground]) => {
  expect(isInForeground(tells("linux", "stat", stat))).toBe(isForeground);
});

test.for<readonly [string, boolean]>([
  ["  501   501\n", true],
  ["  501   388\n", false],
  ["  501     0\n", true],
  ["  501    -1\n", true],
  ["", true],
])("on macOS by ps: %j: %s", ([ps, isForeground]) => {
  expect(isInForeground(tells("darwin", "ps", ps))).toBe(isForeground);
});

test("is what it is taken for where the system does not tell", () => {
  expect(isInForeground(tells("darwin", "stat", ""))).toBe(true);
  expect(isInForeground(tells("linux", "ps", "1 2"))).toBe(true);
});

test("Windows has no process groups, and is not looked at", () => {
  expect(isInForeground(tells("win32", "ps", "501 388"))).toBe(true);
});
