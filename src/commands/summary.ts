import { open } from "node:fs/promises";
import { UsageError } from "../config/usage-error.ts";
import { departureBy } from "../output/departure-by.ts";
import { exitCodes } from "../output/exit-codes.ts";
import { withoutCiCommands } from "../text/ci-commands.ts";
import { safeText } from "../text/safe-text.ts";
import type { LeftBy } from "../output/ndjson/session-objects.ts";
import type { Clock } from "../time/clock.ts";
import type { Watch } from "../watch/watch.ts";
import type { Host } from "./host.ts";
import { type OutputOptions, outputForm } from "./output-form.ts";

/** What the user wants of a summary. */
export interface SummaryOptions {
  /** Its form; undefined for none. */
  readonly summary?: "markdown";
  /** A file that it is appended to; undefined for standard output. */
  readonly summaryFile?: string;
}

/** What a command has watched so far, and what its exit code then means. */
export interface Concluded {
  readonly watches: readonly Watch[];
  /** By whatever the watch was left; what ends the command after that is told by its exit code. */
  readonly departure: LeftBy;
  /** The watch's. */
  readonly clock: Clock;
  /** Of the exit code, where it is not what it means of a watch. */
  readonly meaning?: string;
}

/** Takes what there is to sum up; the last word counts. */
export type Conclude = (concluded: Concluded) => void;

/**
 * Runs a command and then writes what came of it, whatever it was left by: the last of the objects,
 * and what `--summary` says. A file that cannot be written is told on stderr and changes no exit
 * code.
 *
 * @returns the command's exit code
 * @throws UsageError where the summary would stand among objects
 */
export async function withSummary(
  options: SummaryOptions & OutputOptions,
  host: Pick<Host, "stdout" | "stderr" | "env">,
  command: (conclude: Conclude) => Promise<number>,
): Promise<number> {
  const { summary, summaryFile } = options;
  const form = outputForm(options, host);
  if (form === "ndjson" && summary !== undefined && summaryFile === undefined) {
    throw new UsageError(
      "--summary writes to standard output, where --output ndjson has its objects; " +
        "add --summary-file FILE",
    );
  }
  let last: Concluded | undefined;
  const code = await command((concluded) => (last = concluded));
  if (form === "ndjson" && last) await writeLastObject(last, code, host);
  if (summary === undefined) return code;
  const { markdownSummary } = await import("../output/markdown/markdown-summary.ts");
  const text = withoutCiCommands(markdownSummary(last?.watches ?? [], code, meaningOf(code, last)));
  if (summaryFile !== undefined) await append(summaryFile, text, host);
  // After lines a table begins only with an empty one between.
  else host.stdout.write(form === "plain" ? `\n${text}` : text);
  return code;
}

/** Whether it takes the place of the lines that stand where a screen was. */
export function isSummaryOnScreen({ summary, summaryFile }: SummaryOptions): boolean {
  return summary !== undefined && summaryFile === undefined;
}

async function writeLastObject(
  { clock, watches, departure }: Concluded,
  code: number,
  { stdout }: Pick<Host, "stdout">,
): Promise<void> {
  const at = clock.now();
  const { lineOf } = await import("../output/ndjson/line-object.ts");
  const { summaryObject } = await import("../output/ndjson/session-objects.ts");
  const leftBy = departureBy(code) ?? departure;
  stdout.write(`${lineOf(summaryObject(at, watches, leftBy, code))}\n`);
}

function meaningOf(code: number, last: Concluded | undefined): string | undefined {
  if (last?.meaning !== undefined) return last.meaning;
  // That all is well says nothing where there is nothing.
  if (code === 0 && (last?.watches ?? []).length === 0) return undefined;
  const when = exitCodes.find(({ codes }) => codes.includes(code))?.when;
  const isOfSome = last?.departure.by === "any" || last?.departure.by === "failFast";
  return isOfSome ? `of those that have ended, ${when}` : when;
}

async function append(path: string, text: string, { stderr }: Pick<Host, "stderr">): Promise<void> {
  try {
    const file = await open(path, "a");
    try {
      const { size } = await file.stat();
      await file.writeFile(size > 0 ? `\n\n${text}` : text);
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    stderr.write(`aggwatch: --summary-file ${safeText(path)} cannot be written (${reason})\n`);
  }
}
