import { describe, expect, test } from "vitest";
import {
  type Entry,
  entryName,
  isMeant,
  parseEntry,
  staleAfterMs,
} from "../../../../src/client/sharing/entry.ts";
import { slotAt } from "../../../../src/client/sharing/slots.ts";

const now = Date.parse("2026-11-23T14:07:31.450Z");

describe("an entry's name", () => {
  test.for<Entry>([
    { key: "ac3e", kind: "watcher", value: "6f0c-11aa" },
    { key: "ac3e", kind: "slot", value: "8819000000" },
    { key: "ac3e", kind: "wait", value: "1763907001450" },
  ])("says all: %o", (entry) => {
    expect(parseEntry(entryName(entry))).toEqual(entry);
  });

  test.for([
    "notes.txt",
    "ac3e.slot-",
    "ac3e.slot-x",
    "ac3e.wait-1.5",
    "ac3e.other-1",
    ".slot-1",
    "",
  ])("of another form is nobody's: %s", (name) => {
    expect(parseEntry(name)).toBeUndefined();
  });
});

describe("an entry is meant", () => {
  const at = (kind: Entry["kind"], value: number | string) => ({
    key: "ac3e",
    kind,
    value: `${value}`,
  });

  test("of a watcher while it is renewed", () => {
    expect(isMeant(at("watcher", "a"), () => now - staleAfterMs, now)).toBe(true);
    expect(isMeant(at("watcher", "a"), () => now - staleAfterMs - 1, now)).toBe(false);
    expect(isMeant(at("watcher", "a"), () => now + staleAfterMs + 1, now)).toBe(false);
  });

  test("of a slot from 10 s before it until 10 s after it", () => {
    const isSlotMeant = (ahead: number) => isMeant(at("slot", slotAt(now) + ahead), () => now, now);
    expect([-50, -49, 0, 50, 51].map(isSlotMeant)).toEqual([false, true, true, true, false]);
  });

  test("of a wait until then, a day at most", () => {
    expect(isMeant(at("wait", now + 1), () => now, now)).toBe(true);
    expect(isMeant(at("wait", now), () => now, now)).toBe(false);
    expect(isMeant(at("wait", now + 48 * 3_600_000), () => now, now)).toBe(false);
  });
});
