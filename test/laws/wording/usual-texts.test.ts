import { describe, expect, test } from "vitest";
import { usualOf } from "../../../src/watch/forecast/usual.ts";
import { stateText } from "../../../src/wording/state-text.ts";
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

test("earlier runs say what is usual", () => {
  expect(said(5)).toEqual({ usual: "usual 6m (median of 5 runs)" });
  expect(said(1)).toEqual({ usual: "usual 6m (1 run)" });
});

test("while a source is read whose reading is not known, the whole run is told", () => {
  const now = at("14:07:30").elapsed;
  const texts = usualTexts(gallery.collecting, { took, collecting: undefined }, now);
  expect(texts).toEqual({ usual: "usual run 20m (median of 5 runs)" });
});

test("longer than usual is past the ninetieth percentile of five runs or more", () => {
  expect(said(5, "14:12:00").longer).toBe("longer than usual");
  expect(said(4, "14:12:00").longer).toBeUndefined();
});

test("longer than usual is past what the law of those runs holds in nine of ten", () => {
  const runs = [6, 7, 5, 6, 6].map((min) => ({ readingMs: min * minute, tookMs: 20 * minute }));
  const collecting = { medianMs: 6 * minute, p90Ms: 7 * minute, runs: 5 };
  const watch = { ...gallery.collecting, usual: usualOf(runs) };
  const saidAt = (time: string) => usualTexts(watch, { collecting, took }, at(time).elapsed).longer;
  expect(saidAt("14:11:00")).toBeUndefined();
  expect(saidAt("14:13:00")).toBe("longer than usual");
});

test("nothing is said without earlier runs, and of a phase of which they do not tell", () => {
  const now = at("14:07:30").elapsed;
  const collecting = { medianMs: 6 * minute, p90Ms: 8 * minute, runs: 5 };
  expect(usualTexts(gallery.collecting, undefined, now)).toEqual({});
  expect(usualTexts(gallery.processing, undefined, now)).toEqual({});
  expect(usualTexts(gallery.processing, { collecting, took: undefined }, now)).toEqual({});
  expect(usualTexts(gallery.retried, { collecting, took }, now)).toEqual({});
});

describe("once there are totals", () => {
  test("it is said how long a whole run usually takes", () => {
    const saidOf = (runs: number) =>
      usualTexts(
        gallery.processing,
        { collecting: undefined, took: { ...took, runs } },
        at("14:07:30").elapsed,
      );
    expect(saidOf(5)).toEqual({ usual: "usual run 20m (median of 5 runs)" });
    expect(saidOf(1)).toEqual({ usual: "usual run 20m (1 run)" });
  });

  test("progress lines say it as well", () => {
    const usual = { collecting: undefined, took };
    expect(stateText(gallery.processing, usual, at("14:07:30").elapsed, 5000)).toMatch(
      /^PROCESSING, .*, running 15m 20s, usual run 20m \(median of 5 runs\)$/,
    );
  });

  test("longer than usual is past what the law of whole runs holds in nine of ten", () => {
    const watch = {
      ...gallery.processing,
      usual: usualOf([8, 9, 8, 8, 9].map((min) => ({ tookMs: min * minute }))),
    };
    const short = { medianMs: 8 * minute, p90Ms: 9 * minute, runs: 5 };
    const saidAt = (time: string) =>
      usualTexts(watch, { collecting: undefined, took: short }, at(time).elapsed).longer;
    expect(saidAt("14:00:30")).toBeUndefined();
    expect(saidAt("14:07:30")).toBe("longer than usual");
  });
});
