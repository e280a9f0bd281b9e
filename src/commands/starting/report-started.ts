import type { Started, StartWork } from "./start-work.ts";
import { lineOf } from "../../output/ndjson/line-object.ts";
import { startedObject } from "../../output/ndjson/session-objects.ts";

/** Prints what runs, where it is not watched; `waitedFor` is the id of the one before it. */
export function reportStarted(
  one: Started,
  waitedFor: string | undefined,
  { form, host: { stdout, stderr, clock } }: Pick<StartWork, "form" | "host">,
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
