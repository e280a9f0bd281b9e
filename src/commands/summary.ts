import { UsageError } from "../config/usage-error.ts";
import { type AppendedFile, tryAppended } from "../files/appended-file.ts";
import { departureBy } from "../output/departure-by.ts";
import { exitCodes } from "../output/exit-codes.ts";
import { withoutCiCommands } from "../text/ci-commands.ts";
import { safeText } from "../text/safe-text.ts";
import type { LeftBy } from "../output/ndjson/session-objects.ts";
import type { Clock } from "../time/clock.ts";
import type { Watch } from "../watch/watch.ts";
import type { Host } from "./host.ts";
import { type OutputOptions, outputForm } from "./output-form.ts";
import { timeOver } from "./time-limit.ts";

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
 * and what `--summary` says. Whether its file can be written is tried before; what cannot be written
 * all the same is told on stderr and changes no exit code.
 *
 * @returns the command's exit code
 * @throws UsageError where the summary would stand among objects, or its file cannot be written
 */
export async function withSummary(
  options: SummaryOptions & OutputOptions & { readonly timeout?: number | undefined },
  host: Pick<Host, "stdout" | "stderr" | "env" | "clock" | "lastWrites">,
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
  const path = summary === undefined ? undefined : summaryFile;
  const file = path === undefined ? undefined : await tryFile(path);
  const over = new AbortController();
  const limit = timeOver(options.timeout, host.clock, over.signal);
  let last: Concluded | undefined;
  try {
    const code = await command((concluded) => (last = concluded));
    if (form === "ndjson" && last) await writeLastObject(last, code, host);
    if (summary === undefined) return code;
    const { markdownSummary } = await import("../output/markdown/markdown-summary.ts");
    const table = markdownSummary(last?.watches ?? [], code, meaningOf(code, last));
    const text = withoutCiCommands(table);
    if (file) await append(file, text, host, limit);
    // After lines a table begins only with an empty one between.
    else host.stdout.write(form === "plain" ? `\n${text}` : text);
    return code;
  } finally {
    over.abort();
  }
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

/** A file to append to, and what it was called. */
interface SummaryFile extends AppendedFile {
  readonly path: string;
}

async function tryFile(path: string): Promise<SummaryFile> {
  try {
    return { ...(await tryAppended(path)), path };
  } catch (error) {
    throw new UsageError(unwritable(path, error));
  }
}

async function append(
  file: SummaryFile,
  text: string,
  { stderr, lastWrites }: Pick<Host, "stderr" | "lastWrites">,
  limit: AbortSignal | undefined,
): Promise<void> {
  const textOf = (hasText: boolean) => (hasText ? `\n\n${text}` : text);
  const writing = (signal: AbortSignal) => file.append(textOf, signal);
  await lastWrites.wait("the summary", writing, limit).catch((error: unknown) => {
    stderr.write(`aggwatch: ${unwritable(file.path, error)}\n`);
  });
}

function unwritable(path: string, error: unknown): string {
  const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return `--summary-file ${safeText(path)} cannot be written (${reason})`;
}
