import type { TaskMessage } from "../api/endpoints/task-status.ts";
import type { TaskVerdict } from "../watch/model/verdict.ts";
import { cutEnd } from "../text/columns.ts";

/** Messages may have any length; this is a line of a log. */
const longestMessage = 240;

export function verdictText(verdict: TaskVerdict): string {
  if (verdict.kind === "UNREADABLE") return `verdict unknown: ${verdict.reason}`;
  const [first, ...others] = verdictMessages(verdict);
  if (first === undefined) return `verdict ${verdict.kind}`;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `verdict ${verdict.kind}: ${cutEnd(first, longestMessage)}${more}`;
}

/** The messages of the task, worst first. */
export function verdictMessages(verdict: TaskVerdict): readonly string[] {
  if (verdict.kind === "UNREADABLE") return [];
  const sorted = verdict.messages.toSorted((one, other) => rank(other) - rank(one));
  return sorted.map(({ text }) => text);
}

function rank({ type = "" }: TaskMessage): number {
  return ["WARN", "ERROR"].indexOf(type);
}
