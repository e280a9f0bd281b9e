import { lookOf } from "../../wording/states.ts";
import type { ClientState, Snapshot } from "../../watch/model/snapshot.ts";
import type { Watch } from "../../watch/model/watch.ts";

/**
 * Whether a user is to see a change at once: another state, end or first answer of an id, other ids,
 * a wait, a pause. Counters, ages and rates wait for the next tick.
 */
export function isNews(before: Snapshot, next: Snapshot): boolean {
  if (before === next) return false;
  return (
    before.watches.length !== next.watches.length ||
    before.toStart !== next.toStart ||
    before.isPaused !== next.isPaused ||
    before.playback?.isPaused !== next.playback?.isPaused ||
    before.playback?.speed !== next.playback?.speed ||
    before.look?.problem !== next.look?.problem ||
    next.clients.some((client, index) => isOtherWait(before.clients[index], client)) ||
    next.watches.some((watch, index) => isOtherState(before.watches[index], watch))
  );
}

function isOtherWait(before: ClientState | undefined, next: ClientState): boolean {
  return before?.budget.closedUntil !== next.budget.closedUntil;
}

function isOtherState(before: Watch | undefined, next: Watch): boolean {
  if (before === next) return false;
  return (
    before?.id !== next.id ||
    !before.ending !== !next.ending ||
    lookOf(before).word !== lookOf(next).word
  );
}
