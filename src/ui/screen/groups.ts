import { cutEnd } from "../../text/columns.ts";
import { remembered } from "../../system/remembered.ts";
import { conditionOrder, conditions } from "../../watch/model/condition.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { lookOf, standingLooks } from "../../wording/states.ts";
import { briefTally, membersOf, type Tally, tallyWithSeen, unseenOf } from "../../wording/tally.ts";
import { type Line, lineWidth, span } from "../lines/line.ts";
import type { Role } from "../lines/theme.ts";

const groupRoles: Readonly<Record<Tally["group"], Role>> = {
  problem: "bad",
  running: "busy",
  waiting: "faint",
  seen: "faint",
  done: "ok",
};

/** Problems come first. */
const groupOrder = Object.keys(groupRoles) as readonly Tally["group"][];

/** What a count is made of: `2 stalled, 6 offline`; empty where there is nothing to show. */
type DetailOf = (tally: Tally) => string;

/**
 * `✗ 8 problems: 2 stalled, 6 offline   ▸ 16 running   ✓ 13 done`, in the header's groups. Where it is
 * narrow, what runs and what is done are not spelled out, then all that wait are one count, then the
 * last kinds of problems go, with `…`, and the words of what is none.
 */
export function groupsLine(
  watches: readonly Watch[],
  seen: ReadonlySet<string>,
  columns: number,
): Line {
  const counts = tallyWithSeen(watches, seen);
  const [tally, brief] = [problemsFirst(counts), problemsFirst(briefTally(counts))];
  const { problems, running, done, statuses } = detailsOf(unseenOf(watches, seen));
  const firstProblems = (kinds: number) => {
    if (kinds === 0) return "";
    return problems.slice(0, kinds).join(", ") + (kinds < problems.length ? " …" : "");
  };
  const spelled =
    (kinds: number, isRunning: boolean, isDone: boolean): DetailOf =>
    ({ group, word }) => {
      if (group === "problem") return firstProblems(kinds);
      if (group === "running") return isRunning ? running.join(", ") : "";
      if (group === "done") return isDone ? done.join(", ") : "";
      return isDone && word === standingLooks.otherStatus.word ? statuses : "";
    };
  const every = problems.length;
  const ways: readonly (() => Line)[] = [
    () => lineOf(tally, spelled(every, true, true)),
    () => lineOf(tally, spelled(every, false, true)),
    () => lineOf(tally, spelled(every, false, false)),
    ...downTo(Math.min(fewestKinds, every), every).map(
      (kinds) => () => lineOf(brief, spelled(kinds, false, false)),
    ),
    ...downTo(1, every).map((kinds) => () => lineOf(brief, spelled(kinds, false, false), true)),
    () => lineOf(brief, spelled(0, false, false)),
  ];
  for (const way of ways) {
    const line = way();
    if (lineWidth(line) <= columns) return line;
  }
  return glyphsOf(brief);
}

/** With fewer, the other groups do without their words. */
const fewestKinds = 2;

/** `most`, one less, and so on to `least`. */
function downTo(least: number, most: number): readonly number[] {
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, index) => most - index);
}

function problemsFirst(tally: readonly Tally[]): readonly Tally[] {
  return tally.toSorted(
    (one, other) => groupOrder.indexOf(one.group) - groupOrder.indexOf(other.group),
  );
}

/** Without words, only problems keep theirs. */
function lineOf(tally: readonly Tally[], detailOf: DetailOf, isWordless = false): Line {
  return tally.flatMap((one, index) => {
    const { group, glyph, word, times } = one;
    const detail = detailOf(one);
    const count = isWordless && group !== "problem" ? ` ${times}` : ` ${times} ${word}`;
    return [
      span(`${index === 0 ? "" : "   "}${glyph}`, groupRoles[group]),
      span(detail === "" ? count : `${count}: ${detail}`, group === "problem" ? "strong" : "text"),
    ];
  });
}

/** `✗11 ▸16 ✓2` */
export function glyphsOf(tally: readonly Tally[]): Line {
  return tally.map(({ times, glyph, group }) =>
    span(`${glyph}${times} `, group === "problem" ? "strong" : "text"),
  );
}

/** Problems by what there is to do about them. */
const detailOrder = conditionOrder.toSorted(
  (one, other) => conditions[one].rank - conditions[other].rank,
);

const detailsOf = remembered((watches: readonly Watch[]) => {
  const members = membersOf(watches);
  return {
    problems: kindsOf(members.get("problem") ?? []),
    running: kindsOf(members.get("running") ?? []),
    done: kindsOf(members.get("done") ?? []),
    statuses: statusesOf(members.get("otherStatus") ?? []),
  };
});

function kindsOf(watches: readonly Watch[]): readonly string[] {
  const alike = Map.groupBy(watches, (watch) => lookOf(watch).condition);
  return detailOrder.flatMap((condition) => {
    const [first, ...more] = alike.get(condition) ?? [];
    return first ? [`${more.length + 1} ${lookOf(first).shortWord.toLowerCase()}`] : [];
  });
}

/** An unknown status may be any text. */
const longestStatus = 24;

/** The API's own words. */
function statusesOf(watches: readonly Watch[]): string {
  const statuses = new Set(watches.flatMap(({ status }) => status ?? []));
  return [...statuses].map((status) => cutEnd(status, longestStatus)).join(", ");
}
