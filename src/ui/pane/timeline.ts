import { endStatus, runningStatus } from "../../api/endpoints/status.ts";
import { width } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import type { Moment } from "../../watch/model/moment.ts";
import { type Wait, waitedMs } from "../../watch/model/waits.ts";
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

/**
 * The phases of an aggregation, each with its duration and a bar in proportion, lighter where a 429
 * allowed no request. No row for a single phase: its duration stands elsewhere.
 */
export function timeline({ watch, now, columns }: PaneScene): readonly Line[] {
  const all = stretches(watch, now);
  const until = watch.ending ? (watch.lastAnswer?.elapsed ?? 0) : now.elapsed;
  const waited = waitedMs(watch.waits, until);
  if (all.length === 0 || (all.length === 1 && waited === 0)) return [];
  const waitText = waited >= 1000 ? `  ░ waited ${duration(waited)}` : "";
  const room = columns - width(waitText);
  const shown = lastThatFit(all, room);
  const labels = shown.map(label);
  const used = labels.reduce((sum, text) => sum + width(text) + 2, 0) - 1;
  const timed = shown.filter(({ from }) => from !== undefined);
  const barRoom = room - used - (shown.length < all.length ? 2 : 0);
  const totalMs = timed.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
  const waits = watch.waits.last.map((wait) => asTenantTime(wait, watch));
  const spans = shown.flatMap((stretch, index): Span[] => {
    const share = totalMs > 0 ? lengthOf(stretch) / totalMs : 0;
    const cells = stretch.from === undefined ? 0 : Math.max(1, Math.floor(barRoom * share));
    return [
      span(`${index === 0 ? "" : " "}${labels[index]} `, "dim"),
      span(barOf(stretch, cells, waits), stretch.role),
    ];
  });
  const cut = shown.length < all.length ? [span("… ", "dim")] : [];
  return [[...cut, ...spans, span(waitText, "dim")]];
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

const words = { STARTED: "collecting", ACCOUNTS_COLLECTED: "processing", RETRIED: "retried" };

function wordOf(status: string): string {
  const known = runningStatus(status);
  return known === undefined ? status : words[known];
}

/** The last ones say more. */
function lastThatFit(all: readonly Stretch[], room: number): readonly Stretch[] {
  const needed = (some: readonly Stretch[]) =>
    some.reduce((sum, one) => sum + width(label(one)) + 2 + fewestBarColumns, 2);
  const first = all.findIndex((_, index) => needed(all.slice(index)) <= room);
  return first === -1 ? all.slice(-1) : all.slice(first);
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
