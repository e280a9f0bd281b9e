import type { Client } from "../../client/client.ts";
import { type Departure, leftExitCode } from "../../exit/exit-code.ts";
import type { Clock } from "../../time/clock.ts";
import { createIdleRule, type IdleRule, newestFinder } from "./idle.ts";

/** What `--until-idle` adds to a watch: its end, and the exit code of one that is left before. */
export interface IdleEnd {
  readonly idle: IdleRule;
  readonly besides: (departure: Departure) => readonly number[];
}

export function createIdleEnd(
  idleMs: number,
  client: Pick<Client, "api">,
  clock: Pick<Clock, "elapsed">,
): IdleEnd {
  const rule = createIdleRule(idleMs, newestFinder(client), clock);
  let isReached = false;
  return {
    idle: {
      async looked(isQuiet) {
        const leftMs = await rule.looked(isQuiet);
        isReached = leftMs === 0;
        return leftMs;
      },
    },
    besides: ({ by }) => (!isReached && (by === "quit" || by === "pipe") ? [leftExitCode] : []),
  };
}
