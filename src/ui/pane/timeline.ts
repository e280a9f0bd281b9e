import { endStatus, runningStatus } from "../../api/endpoints/status.ts";
import { width } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import type { Moment } from "../../watch/model/moment.ts";
import type { Wait } from "../../watch/model/waits.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { type Line, span, type Span } from "../lines/line.ts";
import type { Role } from "../lines/theme.ts";
import type { PaneScene } from "./pane-scene.ts";

/** A phase, over or not; the tenant's milliseconds. */
interface Stretch {
  readonly word: string;
  readonly role: Role;
  /** Undefined where its beginning was not seen. */
  readonly from: number | undefined;
  readonly to: number;
}

const fewestBarColumns = 3;
const mostRows = 4;

/**
 * The phases of an aggregation, each with its duration and a bar in proportion, lighter where a 429
 * allowed no request: in one row, or where they have no room there the last ones below each other.
 * No row for a single phase: its duration stands elsewhere.
 */
export function timeline({ watch, now, columns }: PaneScene, rows: number): readonly Line[] {
  const all = stretches(watch, now);
  if (all.length === 0 || (all.length === 1 && watch.waits.last.length === 0)) return [];
  const waits = watch.waits.last.map((wait) => asTenantTime(wait, watch));
  const labels = all.map(label);
  const used = labels.reduce((sum, text) => sum + width(text) + 2, -1);
  if (used + all.length * fewestBarColumns <= columns) {
    const cells = cellsOf(all, columns - used);
    return [
      all.flatMap((stretch, index): Span[] => [
        span(`${index === 0 ? "" : " "}${labels[index]}${cells[index] ? " " : ""}`, "dim"),
        span(barOf(stretch, cells[index] ?? 0, waits), stretch.role),
      ]),
    ];
  }
  const last = all.slice(-Math.min(rows, mostRows));
  const own = last.map(label);
  const longest = Math.max(...own.map(width));
  const room = Math.max(0, columns - longest - 1);
  const longestMs = Math.max(1, ...last.map(lengthOf));
  return last.map((stretch, index): Line => {
    const cells =
      stretch.from === undefined ? 0 : Math.ceil((room * lengthOf(stretch)) / longestMs);
    const name = own[index] ?? "";
    return [
      span(`${name}${" ".repeat(longest - width(name))} `, "dim"),
      span(barOf(stretch, cells, waits), stretch.role),
    ];
  });
}

/** The columns of each bar, in proportion; a phase is seen however short it is. */
function cellsOf(all: readonly Stretch[], room: number): readonly number[] {
  const totalMs = all.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
  return all.map((stretch) => {
    const share = totalMs > 0 ? lengthOf(stretch) / totalMs : 0;
    return stretch.from === undefined ? 0 : 1 + Math.floor((room - all.length) * share);
  });
}

function stretches(watch: Watch, now: Moment): readonly Stretch[] {
  const { phases, lastAnswer, ending } = watch;
  if (!lastAnswer) return [];
  const present = lastAnswer.answeredAt + (ending ? 0 : now.elapsed - lastAnswer.elapsed);
  const going = phases.filter(({ status }) => !endStatus(status));
  return going.map(({ status, since }, index) => ({
    word: wordOf(status),
    role: status === "RETRIED" ? "warn" : "busy",
    from: since,
    to: phases[index + 1]?.since ?? present,
  }));
}

const words = {
  STARTED: "collecting",
  ACCOUNTS_COLLECTED: "processing",
  RETRIED: "retried",
  RUNNING: "running",
};

function wordOf(status: string): string {
  const known = runningStatus(status);
  return known === undefined ? status : words[known];
}

function label(stretch: Stretch): string {
  const { word, from } = stretch;
  return from === undefined ? word : `${word} ${duration(lengthOf(stretch))}`;
}

function lengthOf({ from, to }: Stretch): number {
  return from === undefined ? 0 : Math.max(0, to - from);
}

/** The tenant's clock may differ from ours. */
function asTenantTime({ from, until }: Wait, { lastAnswer }: Watch): Wait {
  const ahead = lastAnswer ? lastAnswer.answeredAt - lastAnswer.elapsed : 0;
  return { from: from + ahead, until: until + ahead };
}

function barOf({ from = 0, to }: Stretch, cells: number, waits: readonly Wait[]): string {
  const cellMs = (to - from) / Math.max(1, cells);
  return Array.from({ length: cells }, (_, cell) => {
    const start = from + cell * cellMs;
    const isWaiting = waits.some((wait) => wait.from < start + cellMs && wait.until > start);
    return isWaiting ? "░" : "█";
  }).join("");
}
