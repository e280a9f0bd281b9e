import { lineOf } from "../../output/ndjson/line-object.ts";
import { startedObject } from "../../output/ndjson/session-objects.ts";
import type { Host } from "../../process/host.ts";
import type { OutputForm } from "../session/output-form.ts";
import type { Started } from "./start-all.ts";

/**
 * Prints what runs, where it is not watched.
 *
 * @param waitedFor the id of the aggregation before it, if its end was waited for
 */
export function reportStarted(
  one: Started,
  waitedFor: string | undefined,
  form: OutputForm,
  { stdout, stderr, clock }: Pick<Host, "stdout" | "stderr" | "clock">,
): void {
  const write = (line: string) =>
    stdout.write(`${line}\n`, (error) => {
      // It runs all the same, and may not be started again for want of its id.
      if (error) stderr.write(`aggwatch: ${one.label} runs, as ${one.id}\n`);
    });
  switch (form) {
    case "ndjson":
      write(lineOf(startedObject(clock.now(), one, one.sourceId, one.ranAlready, waitedFor)));
      break;
    case "tui":
    case "plain":
      write(one.id);
      break;
    case "quiet":
  }
}
