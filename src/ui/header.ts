import { countdown, interval } from "../text/duration.ts";
import { timeLeft } from "../text/time-left.ts";
import { timeOfDay } from "../text/time-of-day.ts";
import { allowance, sentInWindow } from "../watch/budget.ts";
import { allLeft } from "../watch/forecast/all-left.ts";
import { conditionLooks, conditionOf } from "../watch/condition.ts";
import type { Watch } from "../watch/watch.ts";
import { justified, type Line, lineWidth, span } from "./line.ts";
import { type Scene, waitLeftMs } from "./scene.ts";
import type { Role } from "./theme.ts";

const groups = [
  { group: "running", role: "busy" },
  { group: "problem", role: "bad" },
  { group: "done", role: "ok" },
] as const satisfies readonly { group: string; role: Role }[];

/**
 * The first row: the tenant, how many ids are in which group, a wait that the API asks for, our
 * part of the request budget, the interval and the time. Where it is narrow the right side says
 * less, and the wait is the last to go.
 *
 * @returns exactly `columns`
 */
export function headerRow(scene: Scene, columns: number): Line {
  const lefts = leftSides(scene);
  const rights = rightSides(scene);
  const least = rights.at(-1) ?? [];
  const fits = (left: Line, right: Line) => lineWidth(left) + 1 + lineWidth(right) <= columns;
  const left = lefts.find((one) => fits(one, least)) ?? lefts.at(-1) ?? [];
  const right = rights.find((one) => fits(left, one)) ?? least;
  return justified(left, right, columns);
}

/** The left side from the most it can say to the least. */
function leftSides({ title, snapshot }: Scene): readonly Line[] {
  const counts = groupCounts(snapshot.watches);
  return [
    [span(" aggwatch", "strong"), span(` · ${title} · `), ...counts],
    [span(` ${title} · `), ...counts],
    [span(" "), ...counts],
  ];
}

function groupCounts(watches: readonly Watch[]): Line {
  const counts = groups.map(({ group, role }) => {
    const times = watches.filter(
      (watch) => conditionLooks[conditionOf(watch)].group === group,
    ).length;
    return { times, group, role };
  });
  return counts
    .filter(({ times }) => times > 0)
    .map(({ times, group, role }, index) => {
      const word = group === "problem" && times > 1 ? "problems" : group;
      return span(`${index === 0 ? "" : "  "}${times} ${word}`, role);
    });
}

/** The right side from the most it can say to the least. */
function rightSides(scene: Scene): readonly Line[] {
  const { snapshot, now } = scene;
  const { budget, intervalMs } = snapshot;
  const waitMs = waitLeftMs(scene);
  const wait = waitMs > 0 ? `429: all wait ${countdown(waitMs)}` : "";
  const sent = `${sentInWindow(budget, now.elapsed)}/${allowance(budget, now.elapsed)}`;
  const every = `every ${interval(intervalMs)}`;
  const time = timeOfDay(now.wall);
  const all = allText(scene);
  const sides = [
    [all, `api ${sent} per 10s`, every, time],
    [all, `api ${sent} per 10s`, time],
    [all, `api ${sent}`, time],
    [`api ${sent} per 10s`, time],
    [`api ${sent}`, time],
    [time],
    [],
  ];
  return sides.map((rest) => joined(wait, rest));
}

/** The time left for all ids, where there are several and one of them has a finish. */
function allText({ snapshot, now }: Scene): string {
  const { watches, intervalMs } = snapshot;
  const all = watches.length > 1 ? allLeft(watches, now.elapsed, intervalMs) : undefined;
  if (!all) return "";
  const left = timeLeft(all.leftMs);
  if (all.unknown === 0) return `all left ${left}`;
  // "At least <1m" would say nothing, and "more than 2d" is a least already.
  const least = { "<1m": "?", ">2d": left }[left] ?? `≥ ${left}`;
  return `all left ${least}, ${all.unknown} unknown`;
}

function joined(wait: string, rest: readonly string[]): Line {
  const restText = rest.filter(Boolean).join(" · ");
  if (wait === "") return restText === "" ? [] : [span(`${restText} `, "dim")];
  return [span(wait, "warn"), span(restText === "" ? " " : ` · ${restText} `, "dim")];
}
