import { UsageError } from "../../system/usage-error.ts";
import type { Host } from "../../process/host.ts";

export const outputChoices = ["auto", "tui", "plain", "ndjson", "quiet"] as const;

export interface OutputOptions {
  readonly output: (typeof outputChoices)[number];
  /** Milliseconds, 0 for never. */
  readonly heartbeat?: number;
  readonly polls: boolean;
}

export type OutputForm = Exclude<OutputOptions["output"], "auto">;

/** What `--output` says, else the screen on a terminal that can show one, else plain lines. */
export function outputForm(
  { output, polls }: OutputOptions,
  { stdout, env }: Pick<Host, "stdout" | "env">,
): OutputForm {
  if (polls && output !== "ndjson") {
    throw new UsageError("--polls is for --output ndjson; add that, or leave --polls out");
  }
  const isDumb = env["TERM"] === "dumb";
  if (output === "auto") return stdout.isTTY && !isDumb ? "tui" : "plain";
  if (output === "tui" && !stdout.isTTY) {
    throw new UsageError(
      "--output tui needs a terminal, and standard output is not one; for lines: --output plain",
    );
  }
  if (output === "tui" && isDumb) {
    throw new UsageError(
      "--output tui needs a terminal that can place text, and TERM=dumb says that this one " +
        "cannot; set TERM to what it is, or for lines: --output plain",
    );
  }
  return output;
}
