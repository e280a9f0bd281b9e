import { UsageError } from "../../system/usage-error.ts";
import { notStartedLines, totalLines } from "../../output/summary-lines.ts";
import { asciiText } from "../../ui/lines/ascii.ts";
import { tryAppended } from "../../system/appended-file.ts";
import { exitCodes } from "../../exit/exit-code-table.ts";
import { withoutCiCommands } from "../../text/ci-commands.ts";
import { safeText } from "../../text/safe-text.ts";
import type { Host } from "../../process/host.ts";
import { codeOf, type Outcome, outcomeOf } from "../../exit/outcome.ts";
import { lastObject } from "./last-object.ts";
import { type OutputOptions, outputForm } from "./output-form.ts";

export interface SummaryOptions {
  readonly summary?: "markdown" | "junit";
  /** A file for it, in place of standard output: a table is appended, an XML document takes its place. */
  readonly summaryFile?: string;
}

type Options = SummaryOptions & OutputOptions & { readonly ascii: boolean };

/**
 * Runs a command and then writes its outcome, however it was left: the last of the objects, the
 * totals where a screen was, and what `--summary` says. Its file is tried before, with a UsageError; a failure after that is said
 * on stderr and changes no exit code.
 */
export async function withSummary(
  options: Options,
  host: Pick<Host, "stdout" | "stderr" | "env" | "clock" | "lastWrites" | "lifetime">,
  command: () => Promise<Outcome>,
): Promise<Outcome> {
  const { summary, summaryFile } = options;
  const form = outputForm(options, host);
  if (form === "ndjson" && summary !== undefined && summaryFile === undefined) {
    throw new UsageError(
      "--summary writes to standard output, where --output ndjson has its objects; " +
        "add --summary-file FILE",
    );
  }
  if (summary === "junit" && summaryFile === undefined && form !== "quiet") {
    throw new UsageError(
      "--summary junit is a document of its own; add --summary-file FILE, or --output quiet",
    );
  }
  const isInFile = summary !== undefined && summaryFile !== undefined;
  const write = isInFile ? await openSummaryFile(summaryFile, summary, host) : undefined;
  const outcome = await outcomeOf(command, host.lifetime);
  if (form === "ndjson") await writeLastObject(outcome, host);
  if (form === "tui" && !isSummaryOnScreen(options)) writeTotals(outcome, options, host);
  if (summary === undefined) return outcome;
  const text = withoutCiCommands(await summaryText(summary, outcome, host));
  if (write) await write(text);
  // Markdown needs an empty line between text and a table.
  else host.stdout.write(form === "plain" ? `\n${text}` : text);
  return outcome;
}

async function summaryText(
  form: NonNullable<SummaryOptions["summary"]>,
  outcome: Outcome,
  { clock }: Pick<Host, "clock">,
): Promise<string> {
  const { watches, isStrict, notStarted } = outcome;
  const [exitCode, meaning] = [codeOf(outcome), meaningOf(outcome)];
  switch (form) {
    case "markdown": {
      const { markdownSummary } = await import("../../output/markdown/markdown-summary.ts");
      return markdownSummary(watches, exitCode, meaning, notStarted);
    }
    case "junit": {
      const { junitSummary } = await import("../../output/junit/junit-summary.ts");
      const now = (outcome.clock ?? clock).now();
      return junitSummary(watches, {
        exitCode,
        meaning,
        isStrict,
        now,
        ...(notStarted && { notStarted }),
      });
    }
  }
}

/** Whether it takes the place of the lines that stand where a screen was. */
export function isSummaryOnScreen({ summary, summaryFile }: SummaryOptions): boolean {
  return summary !== undefined && summaryFile === undefined;
}

/** The last line of NDJSON. */
export async function writeLastObject(
  outcome: Outcome,
  { stdout }: Pick<Host, "stdout">,
): Promise<void> {
  const { clock } = outcome;
  if (!clock) return;
  const { lineOf } = await import("../../output/ndjson/line-object.ts");
  stdout.write(`${lineOf(await lastObject(outcome, clock))}\n`);
}

/** Below the lines of all ids, which the screen has left. */
function writeTotals(outcome: Outcome, { ascii }: Options, { stdout }: Pick<Host, "stdout">): void {
  const { watches, notStarted = [] } = outcome;
  if (watches.length === 0) return;
  const columns = stdout.columns || 80;
  for (const line of [
    ...notStartedLines(notStarted, columns),
    ...totalLines(watches, codeOf(outcome), columns),
  ]) {
    stdout.write(`${ascii ? asciiText(line) : line}\n`);
  }
}

function meaningOf(outcome: Outcome): string | undefined {
  const { departure, watches, own } = outcome;
  if (own) return own.meaning;
  const code = codeOf(outcome);
  // Where nothing was watched, success has no meaning to add.
  if (code === 0 && watches.length === 0) return undefined;
  const when = exitCodes.find(({ codes }) => codes.includes(code))?.when;
  const isOfSome = departure.by === "any" || departure.by === "failFast";
  return isOfSome ? `of those that have ended, ${when}` : when;
}

/** Tries the file; returns what writes to it, and says on stderr where that fails. */
async function openSummaryFile(
  path: string,
  form: NonNullable<SummaryOptions["summary"]>,
  { stderr, lastWrites, lifetime }: Pick<Host, "stderr" | "lastWrites" | "lifetime">,
): Promise<(text: string) => Promise<void>> {
  const unwritable = (error: unknown) => {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return `--summary-file ${safeText(path)} cannot be written (${reason})`;
  };
  const file = await tryAppended(path).catch((error: unknown) => {
    throw new UsageError(unwritable(error));
  });
  return async (text) => {
    const textOf = (hasText: boolean) => (hasText ? `\n\n${text}` : text);
    const writing = (signal: AbortSignal) =>
      form === "junit" ? file.replace(text, signal) : file.append(textOf, signal);
    await lastWrites.wait("the summary", writing, lifetime.signal).catch((error: unknown) => {
      stderr.write(`aggwatch: ${unwritable(error)}\n`);
    });
  };
}
