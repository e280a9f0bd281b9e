import { expect, test } from "vitest";
import { usualTexts } from "../../../src/wording/usual-texts.ts";
import { gallery } from "../../screens/gallery.ts";
import { at } from "../../screens/story.ts";

const minute = 60_000;
const took = { medianMs: 20 * minute, p90Ms: 30 * minute, runs: 5 };

/** What is said of a source that has been read for 4m 11s, and longer at a later time. */
function said(runs: number, time = "14:07:30") {
  const collecting = { medianMs: 6 * minute, p90Ms: 8 * minute, runs };
  return usualTexts(gallery.collecting, { collecting, took }, at(time).elapsed);
}

test("earlier runs say what is usual, and what is left if it is as usual", () => {
  expect(said(5)).toEqual({ usual: "usual 6m (median of 5 runs)", left: "~16m" });
  expect(said(1)).toEqual({ usual: "usual 6m (1 run)", left: "~16m" });
});

test("longer than usual is past the ninetieth percentile of five runs or more", () => {
  expect(said(5, "14:12:00").longer).toBe("longer than usual");
  expect(said(4, "14:12:00").longer).toBeUndefined();
});

test("past the usual end nothing is said of what is left", () => {
  expect(said(5, "14:30:00").left).toBeUndefined();
});

test("nothing is said without earlier runs, and once there are totals", () => {
  const now = at("14:07:30").elapsed;
  const collecting = { medianMs: 6 * minute, p90Ms: 8 * minute, runs: 5 };
  expect(usualTexts(gallery.collecting, undefined, now)).toEqual({});
  expect(usualTexts(gallery.processing, { collecting, took }, now)).toEqual({});
});
