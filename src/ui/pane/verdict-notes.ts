import { width } from "../../text/columns.ts";
import { minuteText } from "../../text/time-of-day.ts";
import { taskCountTexts } from "../../wording/task-counts-text.ts";
import { verdictMessages } from "../../wording/verdict-text.ts";
import { isCheckingVerdict } from "../../watch/model/known-ending.ts";
import { type Note, note } from "./notes.ts";
import type { PaneScene } from "./pane-scene.ts";

/** A task may report every account that it had trouble with. */
const mostMessages = 20;

/** The task's verdict and messages, or why there is none. */
export function verdictNotes({ watch }: PaneScene): readonly Note[] {
  if (isCheckingVerdict(watch)) return [note("checking the result")];
  const { ending } = watch;
  const verdict = ending && "verdict" in ending ? ending.verdict : undefined;
  if (!verdict) return [];
  if (verdict.kind === "UNREADABLE") return [note(`no verdict: ${verdict.reason}`)];
  const messages = verdictMessages(verdict);
  const shown = messages.slice(0, mostMessages).map((text) => note(text));
  const more = messages.length - shown.length;
  return [
    note(`task verdict: ${verdict.kind}`),
    ...shown,
    ...(more > 0 ? [note(`${more} more in the web UI`)] : []),
  ];
}

/** What the task has counted, as many counts in a row as fit. */
export function taskCountNotes({ watch, columns }: PaneScene): readonly Note[] {
  const rows: string[] = [];
  for (const text of taskCountTexts(watch)) {
    const longer = `${rows.at(-1)} · ${text}`;
    if (rows.length > 0 && width(longer) <= columns) rows[rows.length - 1] = longer;
    else rows.push(text);
  }
  return rows.map((row) => note(row));
}

/** That an outcome is known from the task alone. */
export function originNotes({ watch, now }: PaneScene): readonly Note[] {
  const { ending } = watch;
  if (!ending || !("taskEndedAt" in ending)) return [];
  const { at, taskEndedAt = at } = ending;
  return [note(`outcome from its task, ended ${minuteText(taskEndedAt, now.today)}`)];
}
