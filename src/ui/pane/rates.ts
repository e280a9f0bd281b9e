import { width } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { notBegunTexts } from "../../wording/progress-text.ts";
import { quietText } from "../../wording/state-text.ts";
import { rate, timeLeftAtMost, timeLeftRange } from "../../text/time-left.ts";
import { endAtMostText, endRangeText } from "../../text/time-of-day.ts";
import { identitiesOf } from "../../watch/forecast/progress.ts";
import { justified, type Line, span } from "../lines/line.ts";
import type { PaneScene } from "./pane-scene.ts";

/** How fast it goes and how long still. */
interface Rates {
  /** One, or none where neither is known. */
  readonly rows: readonly Line[];
  /** What that row has no room for; may be empty. */
  readonly overall: string;
}

/** The rate on the left, the time left and the time of the end on the right. */
export function ratesOf(scene: PaneScene): Rates {
  const { columns } = scene;
  const lefts = rateTexts(scene);
  const rights = leftTexts(scene);
  // Each pair says less than the one before; the rate overall has another place.
  const pairs = rights.flatMap((right) => lefts.map((left) => [left, right] as const));
  const fits = ([left, right]: readonly [string, string]) =>
    width(left) + 1 + width(right) <= columns;
  const [left, right] = pairs.find(fits) ?? [lefts.at(-1) ?? "", rights.at(-1) ?? ""];
  const overall = overallText(scene);
  return {
    rows: left === "" && right === "" ? [] : [justified([span(left)], [span(right)], columns)],
    overall: left.includes(overall) ? "" : overall,
  };
}

function overallText({ outlook: { overallPerSecond } }: PaneScene): string {
  return overallPerSecond === undefined ? "" : `${rate(overallPerSecond)} overall`;
}

/** From the longest to the shortest. */
function rateTexts(scene: PaneScene): readonly string[] {
  const { perSecond, rateOf, quiet } = scene.outlook;
  if (quiet) return [quietText(quiet), `quiet ${duration(quiet.ms)}`];
  if (perSecond === undefined) return [""];
  const [long, short] = rateOf === "identities" ? [" (identities)", " idents"] : ["", ""];
  const now = rate(perSecond);
  const overall = overallText(scene);
  if (overall === "") return [`rate   ${now} now${long}`, now + short];
  return [`rate   ${now} now   ${overall}${long}`, `${now} now, ${overall}${short}`, now + short];
}

/** The time left, from the longest text to the shortest. */
function leftTexts({ watch, now, outlook }: PaneScene): readonly string[] {
  const { toldMs, lastCounter, notBegun } = outlook;
  if (watch.forecast.stalledMs !== undefined) return ["left ?"];
  if (!toldMs) return notBegun ? [notBegunTexts[notBegun], "left ?"] : [""];
  const isNamed = lastCounter !== undefined && identitiesOf(watch.counters);
  const which = isNamed ? ` (${lastCounter})` : "";
  const left = `left ${timeLeftRange(toldMs)}`;
  const most = `left ${timeLeftAtMost(toldMs)}`;
  if (!Number.isFinite(toldMs.high)) return [left + which, left, most];
  const until = endAtMostText(toldMs, now.wall, now.today);
  return [
    `${left}${which} · ${endRangeText(toldMs, now.wall, now.today)}`,
    `${left} · ${endRangeText(toldMs, now.wall, now.today)}`,
    `${left} · ${until}`,
    `${most} · ${until}`,
    most,
  ];
}
