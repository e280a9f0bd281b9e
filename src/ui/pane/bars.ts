import { percentDone } from "../../text/count.ts";
import { fraction } from "../../wording/progress-text.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { accountsOf, identitiesOf, type Progress } from "../../watch/forecast/progress.ts";
import { bar } from "../lines/bar.ts";
import { type Line, span } from "../lines/line.ts";
import type { Role } from "../lines/theme.ts";
import { isStale } from "../view/scene.ts";
import type { Body, PaneScene } from "./pane-scene.ts";

/** Room for the counts as they will be in the end, so that columns do not move. */
const shortestCounts = 11;
/** Beside bars of fewer columns, whole names or percents take too much. */
const wholeNamesBar = 20;
const percentBar = 9;

interface NamedProgress {
  readonly whole: string;
  readonly short: string;
  readonly progress: Progress | undefined;
}

/** The bars for accounts and identities, as far as their totals are known. */
export function progressBars(scene: PaneScene): readonly Line[] {
  const { watch, look, columns } = scene;
  return barRows(
    [
      { whole: "accounts", short: "accts", progress: accountsOf(watch.counters) },
      { whole: "identities", short: "idents", progress: identitiesOf(watch.counters) },
    ],
    columns,
    isStale(scene) ? "faint" : look.tone,
    knownEnding(watch)?.kind === "COMPLETED",
  );
}

/** Below its state, the bars of an id that says nothing new any more: what it has to do comes first. */
export function lastSeenBars(
  { watch, columns }: PaneScene,
  state: readonly Line[],
): Pick<Body, "head" | "aside"> {
  const [accounts = [], ...others] = barRows(
    [
      { whole: "last accounts", short: "last accts", progress: accountsOf(watch.counters) },
      { whole: "last identities", short: "last idents", progress: identitiesOf(watch.counters) },
    ],
    columns,
    "faint",
    false,
  );
  return { head: accounts.length > 0 ? [...state, accounts] : state, aside: others };
}

function barRows(
  all: readonly NamedProgress[],
  columns: number,
  role: Role,
  isOver: boolean,
): readonly Line[] {
  const bars = all.flatMap(({ progress, ...names }) => {
    if (!progress) return [];
    const { processed, total } = progress;
    const percent = isOver ? undefined : percentDone(processed, total);
    const most = fraction({ processed: Math.max(processed, total), total });
    return [{ ...names, progress, most, percent: percent === undefined ? "" : `${percent}%` }];
  });
  const countsWidth = longest([" ".repeat(shortestCounts), ...bars.map(({ most }) => most)]);
  const whole = longest(bars.map((one) => one.whole));
  const short = longest(bars.map((one) => one.short));
  const share = bars.some(({ percent }) => percent !== "") ? " 99%".length : 0;
  const room = columns - 2 - countsWidth;
  const isWhole = room - whole - share >= wholeNamesBar;
  const nameWidth = isWhole ? whole : short;
  const percentWidth = room - nameWidth - share >= percentBar ? share : 0;
  const barColumns = Math.max(0, room - nameWidth - percentWidth);
  return bars.map((one): Line => {
    const counts = fraction(one.progress).padStart(countsWidth);
    const percent = one.percent.padStart(percentWidth).slice(0, percentWidth);
    const name = span(`${(isWhole ? one.whole : one.short).padEnd(nameWidth)} `);
    const figures = span(`${percent} ${counts}`);
    return [name].concat(bar(one.progress, barColumns, role), figures);
  });
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}
