import { exitCode } from "../../exit/exit-code.ts";
import type { Usual } from "../../history/usual.ts";
import type { TrackName } from "../../watch/forecast/progress.ts";
import type { Ending } from "../../watch/model/ending.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import type { Moment } from "../../watch/model/moment.ts";
import type { ClientState } from "../../watch/model/snapshot.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { endingFields, verdictFields } from "./event-object.ts";
import { progressFields } from "./heartbeat-object.ts";
import { type LineObject, lineObject } from "./line-object.ts";
import { outcomeName } from "./outcome.ts";

/**
 * An id as `status` finds it, as in `events.schema.json`: the fields of a heartbeat and, once it has
 * ended, those of its end.
 */
export function stateObject(
  watch: Watch,
  now: Moment,
  { host, intervalMs }: Pick<ClientState, "host" | "intervalMs">,
  usual: Usual | undefined,
  isStrict: boolean,
): LineObject {
  const { ending, sourceId } = watch;
  const known = knownEnding(watch);
  return lineObject(now.wall, watch, "state", {
    host,
    sourceId,
    ...progressFields(watch, now, intervalMs, usual),
    usualPerSecond: known ? undefined : usualPerSecond(watch),
    ...(known && { runningMs: undefined }),
    ...(known?.kind === "COMPLETED" && { percent: 100 }),
    ...(ending && endFields(ending)),
    exitCode: exitCode({ by: "ends" }, [ending], isStrict),
  });
}

function endFields(ending: Ending): Readonly<Record<string, unknown>> {
  const verdict = "verdict" in ending ? ending.verdict : undefined;
  return {
    outcome: outcomeName(ending),
    ...endingFields(ending),
    ...(verdict && verdictFields(verdict)),
    // Polled only once, it is never seen before its end.
    isSeenRunning: undefined,
  };
}

/** By earlier runs: one look tells no rate. */
function usualPerSecond({
  usual,
}: Watch): Partial<Readonly<Record<TrackName, number>>> | undefined {
  const rate = (name: TrackName) => {
    const work = usual?.[name];
    return work && { [name]: Number((1000 / Math.exp(work.mean)).toPrecision(3)) };
  };
  const rates = { ...rate("accounts"), ...rate("identities") };
  return Object.keys(rates).length > 0 ? rates : undefined;
}
