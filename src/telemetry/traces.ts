import type { Clock } from "../time/clock.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { clientOf } from "../watch/model/snapshot.ts";
import type { TimedEvent } from "../watch/model/timed-event.ts";
import type { Watch } from "../watch/model/watch.ts";
import { tenantName } from "../wording/watch-name.ts";
import { followWork, type SeenWork } from "./seen-work.ts";
import { type SpanTree, spanTreeOf } from "./span-tree.ts";

interface Followed {
  readonly seenAt: number;
  readonly polledAt: number;
  readonly work: SeenWork;
}

/**
 * Makes a span of each aggregation of a watch at its end, and of the others when the watch is left.
 * Until then nothing is begun in the SDK, so a run of days costs some numbers, and what is sent is
 * always whole.
 *
 * @returns what stops it
 */
export function followSpans(
  feed: WatchFeed,
  clock: Pick<Clock, "now">,
  send: (span: SpanTree) => void,
): () => void {
  const followed = new Map<string, Followed>();

  function followedOf(id: string): Followed {
    const now = clock.now();
    return followed.get(id) ?? { seenAt: now, polledAt: now, work: {} };
  }

  function end(watch: Watch): void {
    const { seenAt, work } = followedOf(watch.id);
    const { host } = clientOf(feed.snapshot(), watch);
    send(spanTreeOf(watch, tenantName(host), { work, seenAt, now: clock.now() }));
    followed.delete(watch.id);
  }

  function happened({ at, watch, event }: TimedEvent): void {
    if (!watch) return;
    const before = followedOf(watch.id);
    if (event.type === "added") followed.set(watch.id, before);
    if (event.type === "poll") {
      const work = followWork(before.work, watch, { before: before.polledAt, at });
      followed.set(watch.id, { ...before, polledAt: at, work });
    }
    if (event.type === "ended" || (event.type === "dropped" && !watch.ending)) end(watch);
  }

  for (const { id } of feed.snapshot().watches) followed.set(id, followedOf(id));
  const stop = feed.onEvent(happened);
  return () => {
    stop();
    for (const watch of feed.snapshot().watches) if (!watch.ending) end(watch);
  };
}
