import type { Host } from "../../process/host.ts";
import { lineWriter } from "../../process/line-writer.ts";
import { padEnd, width } from "../../text/columns.ts";
import { type Moment, momentOf } from "../../watch/model/moment.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import { askedText } from "../../wording/asked-text.ts";
import { briefLine } from "../../wording/brief-line.ts";
import { fittedName, watchName } from "../../wording/watch-name.ts";
import type { Asked } from "./ask-once.ts";

export type StatusForm = "plain" | "json" | "ndjson" | "line" | "quiet";

const longestName = 40;

/** Writes what was found, in one of the forms of `status`; `idle` are sources without a run. */
export async function writeStatus(
  form: StatusForm,
  asked: Asked,
  idle: readonly string[],
  isStrict: boolean,
  host: Pick<Host, "stdout" | "clock">,
): Promise<void> {
  const now = momentOf(host.clock);
  const write = lineWriter(host);
  for (const line of await linesOf(form, asked, idle, isStrict, now)) write(line);
}

async function linesOf(
  form: StatusForm,
  { feed, usuals }: Asked,
  idle: readonly string[],
  isStrict: boolean,
  now: Moment,
): Promise<readonly string[]> {
  const snapshot = feed.snapshot();
  switch (form) {
    case "plain":
      return namedLines({ feed, usuals }, now);
    case "line":
      if (snapshot.watches.length + idle.length === 0) return [];
      return [briefLine(snapshot, idle, now.elapsed)];
    case "json":
    case "ndjson": {
      // A line does without.
      const { statusJson } = await import("../../output/status-json.ts");
      return statusJson(form, snapshot, usuals, now, isStrict);
    }
    case "quiet":
      return [];
  }
}

function namedLines({ feed, usuals }: Asked, { elapsed }: Moment): readonly string[] {
  const snapshot = feed.snapshot();
  const { watches } = snapshot;
  const names = Math.min(longestName, Math.max(0, ...watches.map((one) => width(watchName(one)))));
  return watches.map((watch) => {
    const { intervalMs } = clientOf(snapshot, watch);
    const text = askedText(watch, usuals.get(watch.id), elapsed, intervalMs);
    return `${padEnd(fittedName(watch, names), names)}  ${text}`;
  });
}
