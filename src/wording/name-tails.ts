import type { WatchedId } from "../watch/model/watch.ts";
import { watchName } from "./watch-name.ts";

/** In characters: an end of four is hardly ever another's by chance. */
const shortestTail = 4;
const longestTail = 8;

type Tails = ReadonlyMap<string, string>;

let last: { readonly watched: readonly WatchedId[]; readonly tails: Tails } = {
  watched: [],
  tails: new Map(),
};

/**
 * What tells ids of equal names apart, by id: `…110b`, the end of each, as long as it takes, or `#2`
 * where their ends are alike. Made anew only for other ids or names, since every answer makes another
 * list.
 */
export function tailsOf(watched: readonly WatchedId[]): Tails {
  if (watched !== last.watched) {
    const tails = isNamedAlike(last.watched, watched) ? last.tails : madeTails(watched);
    last = { watched, tails };
  }
  return last.tails;
}

function isNamedAlike(before: readonly WatchedId[], next: readonly WatchedId[]): boolean {
  return before.length === next.length && next.every((one, index) => isAlike(one, before[index]));
}

function isAlike(one: WatchedId, other: WatchedId | undefined): boolean {
  return (
    one === other ||
    (one.id === other?.id &&
      one.label === other.label &&
      one.tenant === other.tenant &&
      one.kind === other.kind &&
      one.isAwaited === other.isAwaited)
  );
}

function madeTails(watched: readonly WatchedId[]): Tails {
  const labeled = watched.filter(({ label }) => label !== undefined);
  const tails = new Map<string, string>();
  for (const alike of Map.groupBy(labeled, watchName).values()) {
    if (alike.length === 1) continue;
    for (const [index, { id }] of alike.entries()) tails.set(id, `#${index + 1}`);
    for (let length = shortestTail; length <= longestTail; length += 1) {
      const ends = new Map(alike.map(({ id }) => [id.slice(-length), id]));
      if (ends.size < alike.length) continue;
      for (const [end, id] of ends) tails.set(id, `…${end}`);
      break;
    }
  }
  return tails;
}
