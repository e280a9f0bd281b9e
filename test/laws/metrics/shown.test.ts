import { expect, test } from "vitest";
import { keptEndedMs, type Listed, shownOf } from "../../../src/metrics/shown.ts";
import { live, over } from "../../support/invented/watches.ts";

const running = (name: string): Listed => listed(live(name, "STARTED"));

function ended(name: string, at: number): Listed {
  const ending = { kind: "COMPLETED", at, isSeenRunning: true, tookMs: undefined } as const;
  return listed(over(live(name, "COMPLETED"), ending));
}

function listed(watch: Listed["watch"]): Listed {
  return { watch, tenant: "acme", intervalMs: 5000 };
}

/** The names of those that are shown at `now` if `most` may be, and how many are left out. */
function shown(all: readonly Listed[], now: number, most?: number) {
  const { shown, omitted } = shownOf(all, now, most);
  return [shown.map(({ watch }) => watch.id).join(" "), omitted];
}

test("an aggregation leaves the metrics an hour after its end", () => {
  const all = [ended("old", 0), running("new")];
  expect(shown(all, keptEndedMs - 1)).toEqual(["old new", 0]);
  expect(shown(all, keptEndedMs)).toEqual(["new", 0]);
});

test("of too many the one that ended first leaves first, wherever it stands", () => {
  const all = [ended("b", 2), running("x"), ended("a", 1), ended("c", 3), running("y")];
  expect(shown(all, 10, 5)).toEqual(["b x a c y", 0]);
  expect(shown(all, 10, 4)).toEqual(["b x c y", 1]);
  expect(shown(all, 10, 3)).toEqual(["x c y", 2]);
});

test("of too many that run, those that came last are left out, and counted", () => {
  const all = [running("x"), ended("a", 1), running("y"), running("z")];
  expect(shown(all, 10, 2)).toEqual(["x y", 2]);
});
