import { describe, expect, test } from "vitest";
import { layOut } from "../../../src/ui/view/layout.ts";
import type { Step } from "../../../src/ui/view/action.ts";
import { movedIndex } from "../../../src/ui/view/move.ts";
import { eventsTop, scrolled, scrolledEvents } from "../../../src/ui/view/scroll.ts";
import type { LogEntry } from "../../../src/watch/model/log.ts";

describe("in panes", () => {
  // 0 1
  // 2 3
  //  4
  const grid = layOut(5, { columns: 80, rows: 40 });
  const go = (index: number, step: Step) => movedIndex(index, step, 5, grid);

  test("arrows go where they point, and not beyond", () => {
    expect(go(0, "right")).toBe(1);
    expect(go(1, "right")).toBe(1);
    expect(go(1, "left")).toBe(0);
    expect(go(0, "left")).toBe(0);
    expect(go(0, "down")).toBe(2);
    expect(go(3, "up")).toBe(1);
    expect(go(0, "up")).toBe(0);
  });

  test("down from either side leads to the one pane of a last row, and up to one above it", () => {
    expect(go(2, "down")).toBe(4);
    expect(go(3, "down")).toBe(4);
    expect(go(4, "up")).toBe(3);
    expect(go(4, "down")).toBe(4);
  });

  test("Tab goes through all, round and round", () => {
    expect(go(4, "next")).toBe(0);
    expect(go(0, "previous")).toBe(4);
    expect(go(1, "next")).toBe(2);
  });

  test("Home and End lead to the first and the last", () => {
    expect(go(3, "first")).toBe(0);
    expect(go(1, "last")).toBe(4);
  });
});

describe("in a table", () => {
  const table = layOut(100, { columns: 40, rows: 10 });
  const go = (index: number, step: Step) => movedIndex(index, step, 100, table);

  test("up and down go from row to row, left and right nowhere", () => {
    expect(go(5, "down")).toBe(6);
    expect(go(5, "up")).toBe(4);
    expect(go(0, "up")).toBe(0);
    expect(go(99, "down")).toBe(99);
    expect(go(5, "left")).toBe(5);
    expect(go(5, "right")).toBe(5);
  });

  test("pages are as long as the table", () => {
    expect(go(5, "pageDown")).toBe(12);
    expect(go(98, "pageDown")).toBe(99);
    expect(go(9, "pageUp")).toBe(2);
    expect(go(2, "pageUp")).toBe(0);
  });
});

test("over a zoomed id the others lie at its sides and above and below", () => {
  const zoom = layOut(3, { columns: 80, rows: 24 }, true);
  expect(movedIndex(1, "left", 3, zoom)).toBe(0);
  expect(movedIndex(1, "right", 3, zoom)).toBe(2);
  expect(movedIndex(1, "up", 3, zoom)).toBe(0);
  expect(movedIndex(1, "down", 3, zoom)).toBe(2);
});

test("a scroll stops at both ends", () => {
  expect(scrolled(0, "down", 30, 10)).toBe(1);
  expect(scrolled(0, "up", 30, 10)).toBe(0);
  expect(scrolled(5, "pageDown", 30, 10)).toBe(15);
  expect(scrolled(15, "pageDown", 30, 10)).toBe(20);
  expect(scrolled(5, "last", 30, 10)).toBe(20);
  expect(scrolled(20, "first", 30, 10)).toBe(0);
  expect(scrolled(3, "down", 5, 10)).toBe(0);
  expect(scrolled(3, "left", 30, 10)).toBe(3);
});

describe("a list of events", () => {
  const screen = { columns: 80, rows: 16 };
  const log = Array.from({ length: 30 }, (_, at) => eventAt(30 - at));

  test("stays where it is while others happen", () => {
    const from = scrolledEvents(log, undefined, "pageDown", screen);
    expect(eventsTop(log, from, screen)).toBe(10);
    expect(eventsTop([eventAt(31), ...log], from, screen)).toBe(11);
  });

  test("shows the newest where it has not been scrolled", () => {
    expect(scrolledEvents(log, log[1], "up", screen)).toBeUndefined();
    expect(eventsTop([eventAt(31), ...log], undefined, screen)).toBe(0);
  });

  test("ends with the oldest where the one that it was at is remembered no more", () => {
    expect(eventsTop(log, eventAt(0), screen)).toBe(20);
    expect(eventsTop(log.slice(0, 3), log[20], screen)).toBe(0);
  });
});

function eventAt(at: number): LogEntry {
  return { at, times: 1, event: { type: "resumed", afterMs: 1 } };
}
