import { width } from "../../text/columns.ts";
import { minuteText } from "../../text/time-of-day.ts";
import { taskCountTexts } from "../../wording/task-counts-text.ts";
import { verdictMessages } from "../../wording/verdict-text.ts";
import type { TaskVerdict } from "../../watch/model/verdict.ts";
import { isCheckingVerdict } from "../../watch/model/known-ending.ts";
import { type Line, span, wrapped } from "../lines/line.ts";
import type { PaneScene } from "./pane-scene.ts";

/** A task may report every account that it had trouble with. */
const mostMessageRows = 8;

/** The task's verdict and messages, or why there is none. */
export function verdictRows({ watch, columns }: PaneScene): readonly Line[] {
  if (isCheckingVerdict(watch)) return [[span("asking the task for its verdict")]];
  const { ending } = watch;
  const verdict = ending && "verdict" in ending ? ending.verdict : undefined;
  if (!verdict) return [];
  if (verdict.kind === "UNREADABLE") return wrapped(`no verdict: ${verdict.reason}`, columns);
  return [[span(`task verdict: ${verdict.kind}`)], ...messageRows(verdict, columns)];
}

function messageRows(verdict: TaskVerdict, columns: number): readonly Line[] {
  const rows = verdictMessages(verdict).flatMap((text) => wrapped(text, columns));
  if (rows.length <= mostMessageRows) return rows;
  return [...rows.slice(0, mostMessageRows - 1), [span("… more in the web UI", "dim")]];
}

/** What the task has counted, as many counts in a row as fit. */
export function taskCountRows({ watch, columns }: PaneScene): readonly Line[] {
  const rows: string[] = [];
  for (const text of taskCountTexts(watch)) {
    const longer = `${rows.at(-1)} · ${text}`;
    if (rows.length > 0 && width(longer) <= columns) rows[rows.length - 1] = longer;
    else rows.push(text);
  }
  return rows.map((row) => [span(row)]);
}

/** That an outcome is known from the task alone. */
export function originRows({ watch, now, columns }: PaneScene): readonly Line[] {
  const { ending } = watch;
  if (!ending || !("taskEndedAt" in ending)) return [];
  const { at, taskEndedAt = at } = ending;
  const when = minuteText(taskEndedAt, now.today);
  return wrapped(`outcome from its task, ended ${when}`, columns);
}
