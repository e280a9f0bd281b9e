import { conditionLooks, lookOf } from "../../wording/states.ts";
import { leastTimeLeft } from "../../text/time-left.ts";
import { type Condition, conditionOrder } from "../../watch/model/condition.ts";
import { allLeft } from "../../wording/all-left.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { accountsOf, type Progress } from "../../watch/forecast/progress.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { percentDone } from "../../text/count.ts";
import { cutEnd, width } from "../../text/columns.ts";
import { bar } from "../lines/bar.ts";
import { fitted, type Line, lineWidth, span } from "../lines/line.ts";
import type { Scene } from "../view/scene.ts";

/** All ids in two rows: how many are in which state, and how much of all is done. */
export function overviewRows(scene: Scene, columns: number): readonly Line[] {
  const { watches } = scene.snapshot;
  return [statesRow(watches, columns), allRow(scene, columns)].map((line) => fitted(line, columns));
}

/** In the order in which words go where not all have room. */
const wordless = conditionOrder.toSorted(
  (one, other) => conditionLooks[one].wordRank - conditionLooks[other].wordRank,
);

function statesRow(watches: readonly Watch[], columns: number): Line {
  const byCondition = Map.groupBy(watches, (watch) => lookOf(watch).condition);
  const counts = conditionOrder.flatMap((condition) => {
    const alike = byCondition.get(condition);
    return alike ? [{ condition, times: alike.length, ...namesOf(condition, alike) }] : [];
  });
  const whole = counts.map(({ longName, ...count }) => ({ ...count, name: longName }));
  const lines = [
    partsOf(whole, []),
    ...[0, ...wordless.keys()].map((cut) => partsOf(counts, wordless.slice(0, cut))),
  ];
  return lines.find((line) => lineWidth(line) <= columns) ?? partsOf(counts, wordless);
}

interface Count {
  readonly condition: Condition;
  readonly times: number;
  readonly name: string;
}

/** An unknown status may be any text. */
const longestStatus = 24;

/** What ids in one state are called; an unknown status also by the API's own word. */
function namesOf(condition: Condition, alike: readonly Watch[]) {
  const { word, shortWord = word } = conditionLooks[condition];
  const name = shortWord.toLowerCase();
  if (condition !== "unknown") return { name, longName: name };
  const statuses = new Set(alike.flatMap(({ status }) => status ?? []));
  if (statuses.size === 0) return { name: "no status", longName: "no status" };
  const words = [...statuses].map((status) => cutEnd(status, longestStatus)).join(", ");
  return { name, longName: `${name} (${words})` };
}

/** States without words that share a glyph share a number. */
function partsOf(counts: readonly Count[], cut: readonly Condition[]): Line {
  const parts = new Map<string, Count>();
  for (const count of counts) {
    const { condition, times } = count;
    const key = cut.includes(condition) ? conditionLooks[condition].glyph : condition;
    const same = parts.get(key);
    parts.set(key, same ? { ...same, times: same.times + times } : count);
  }
  return [...parts.values()].flatMap(({ condition, times, name }, index) => {
    const { glyph, tone } = conditionLooks[condition];
    const said = cut.includes(condition) ? "" : ` ${name}`;
    return [span(`${index === 0 ? " " : "   "}${glyph}`, tone), span(` ${times}${said}`)];
  });
}

function allRow({ snapshot, now }: Scene, columns: number): Line {
  const { watches } = snapshot;
  const parts = watches.flatMap(({ counters }) => {
    const accounts = accountsOf(counters);
    return accounts && accounts.total > 0 ? [accounts] : [];
  });
  if (parts.length === 0) return [span(" all  no totals yet", "dim")];
  const all = parts.reduce<Progress>(
    (sum, { processed, total }) => ({
      processed: sum.processed + Math.min(processed, total),
      total: sum.total + total,
    }),
    { processed: 0, total: 0 },
  );
  const isOver = watches.every((watch) => knownEnding(watch)?.kind === "COMPLETED");
  const percent = isOver ? 100 : percentDone(all.processed, all.total);
  const isAnyLive = watches.some(({ ending }) => !ending);
  const left = isAnyLive ? allLeft(snapshot, now.elapsed) : undefined;
  const leftText = left ? ` · ${leastTimeLeft(left.range, left.unknown)}` : "";
  const text = ` ${String(percent).padStart(3)}% of the ${parts.length} with totals${leftText} `;
  const barColumns = columns - " all ".length - width(text);
  if (barColumns < 4) return [span(text)];
  return [span(" all "), ...bar(all, barColumns, "busy"), span(text)];
}
