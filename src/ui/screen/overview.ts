import { allLeftTexts } from "../../text/time-left.ts";
import { allLeft } from "../../wording/all-left.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { accountsOf, type Progress } from "../../watch/forecast/progress.ts";
import { percentDone } from "../../text/count.ts";
import { width } from "../../text/columns.ts";
import { bar } from "../lines/bar.ts";
import { fitted, type Line, span } from "../lines/line.ts";
import type { Size } from "../view/layout.ts";
import type { Scene } from "../view/scene.ts";
import { groupsLine } from "./groups.ts";
import { rateRow } from "./overview-rate.ts";

/**
 * All ids in two rows: what they need, problems first, and how much of all is done. In a third, what
 * they process together.
 */
export function overviewRows(scene: Scene, { columns, rows }: Size): readonly Line[] {
  const { snapshot, view } = scene;
  const groups = groupsLine(snapshot.watches, view.seenProblems, columns - 1);
  const two = [[span(" "), ...groups], allRow(scene, columns)];
  const all = rows > two.length ? [...two, rateRow(scene, columns)] : two;
  return all.map((line) => fitted(line, columns));
}

const title = " all ";
/** A bar has a part of the row at least, before words go. */
const readablePart = 1 / 4;
const shortestBar = 4;

function allRow({ snapshot, now }: Scene, columns: number): Line {
  const { watches } = snapshot;
  const parts = watches.flatMap(({ counters }) => {
    const accounts = accountsOf(counters);
    return accounts && accounts.total > 0 ? [accounts] : [];
  });
  if (parts.length === 0) return [span(`${title} no totals yet`)];
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
  const done = ` ${String(percent).padStart(3)}% of ${parts.length}`;
  const texts = [
    ...(left ? allLeftTexts(left.range, left.unknown) : [""]).flatMap((text) => {
      const more = text === "" ? "" : ` · ${text}`;
      return [`${done} sources with totals${more} `, `${done} with totals${more} `];
    }),
    `${done} `,
  ];
  const room = columns - width(title);
  const text =
    texts.find((one) => room - width(one) >= columns * readablePart) ?? texts.at(-1) ?? "";
  const barColumns = room - width(text);
  if (barColumns < shortestBar) return [span(text)];
  // A part of the ids says little of all.
  const role = parts.length * 2 > watches.length ? "busy" : "faint";
  return [span(title), ...bar(all, barColumns, role), span(text)];
}
