import type { Api } from "../../api/http/api.ts";
import type { StartOptions as Start } from "../../api/endpoints/start.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import type { Host } from "../../process/host.ts";
import type { PlannedStart } from "./plan-starts.ts";
import { sendStart } from "./send-start.ts";

/** An aggregation that runs now, by the name of its source. */
export interface Started extends WatchedId {
  readonly label: string;
  readonly sourceId: string;
  /** Whether it had been started before. */
  readonly ranAlready: boolean;
}

/**
 * Starts those that are to be started at once, one after the other.
 *
 * @param watches whether what is started is watched
 * @param started is told of each as soon as it runs, and of each that is joined: whatever becomes
 *   of the others, it does
 * @throws ApiError; what has been started by then, and is not watched, has been said on stderr
 */
export async function startAll(
  plans: readonly PlannedStart[],
  start: Start,
  api: Api,
  watches: boolean,
  { stderr }: Pick<Host, "stderr">,
  started: (one: Started) => void,
): Promise<void> {
  const say = (line: string) => void stderr.write(`aggwatch: ${line}\n`);
  const unwatched: string[] = [];
  try {
    for (const plan of plans) {
      const { id: sourceId, name: label } = plan.source;
      if (plan.kind === "join") {
        started({ id: plan.running.id, label, sourceId, ranAlready: true });
      } else if (plan.kind === "start") {
        // oxlint-disable-next-line no-await-in-loop -- look-ups go one after the other
        const { id } = await sendStart(api, plan.source, start, say);
        unwatched.push(`${label} (${id})`);
        started({ id, label, sourceId, ranAlready: false });
      }
    }
  } catch (error) {
    if (watches && unwatched.length > 0) {
      say(`running, and not watched: ${unwatched.join(", ")}`);
    }
    throw error;
  }
}
