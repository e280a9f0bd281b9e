import type { TaskVerdict } from "../watch/model/verdict.ts";
import { cutEnd } from "../text/columns.ts";

/** A line of a log; a message may be as long as somebody made it. */
const longestMessage = 240;

/** What the task said, in one line: its outcome, and of its messages the first. */
export function verdictText(verdict: TaskVerdict): string {
  if (verdict.kind === "UNREADABLE") return `verdict unknown: ${verdict.reason}`;
  const [first, ...others] = verdictMessages(verdict);
  if (first === undefined) return `verdict ${verdict.kind}`;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `verdict ${verdict.kind}: ${cutEnd(first, longestMessage)}${more}`;
}

function rank(type: string | undefined): number {
  return ["WARN", "ERROR"].indexOf(type ?? "");
}

/** What the task had to say, what is worst first. */
export function verdictMessages(verdict: TaskVerdict): readonly string[] {
  if (verdict.kind === "UNREADABLE") return [];
  return verdict.messages
    .toSorted((one, other) => rank(other.type) - rank(one.type))
    .map(({ text }) => text);
}
