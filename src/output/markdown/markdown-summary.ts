import { outcomeLine } from "../../wording/outcome-line.ts";
import type { NotStarted } from "../../exit/outcome.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { problemsFirst } from "../problems-first.ts";
import { notStartedWord } from "../start-table.ts";
import { columns } from "./cells.ts";
import { markdownText } from "./escape.ts";

/**
 * The outcomes in GitHub-flavored Markdown, for the summary of a job: a row for each id, problems first,
 * and a line with the total and the exit code, whose `meaning` is given where the number is not enough.
 */
export function markdownSummary(
  watches: readonly Watch[],
  exitCode: number,
  meaning?: string,
  notStarted: readonly NotStarted[] = [],
): string {
  const said = meaning === undefined ? "" : `: ${markdownText(meaning)}`;
  const code = `**Exit code ${exitCode}**${said}.`;
  if (watches.length + notStarted.length === 0) return `No aggregation was watched. ${code}\n`;
  const total = watches.length === 1 ? "1 aggregation" : `${watches.length} aggregations`;
  const never = notStarted.length === 0 ? "" : `${notStarted.length} not started`;
  const counts = [outcomeLine(watches), never].filter(Boolean).join(", ");
  const shown = columns.filter(
    ({ isOptional, of }) => !isOptional || watches.some((watch) => of(watch) !== ""),
  );
  const lines = [
    row(shown.map(({ head }) => head)),
    row(shown.map(({ isNumber }) => (isNumber ? "---:" : "---"))),
    ...notStarted.map((one) => row(shown.map(({ head }) => markdownText(cellOf(one, head))))),
    ...problemsFirst(watches).map((watch) => row(shown.map(({ of }) => markdownText(of(watch))))),
    "",
    `${total}: ${markdownText(counts)}. ${code}`,
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function cellOf({ name, reason }: NotStarted, head: string): string {
  switch (head) {
    case "Aggregation":
      return name;
    case "Outcome":
      return notStartedWord;
    case "Message":
      return reason;
    default:
      return "";
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
