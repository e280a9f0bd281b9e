import type { WatchedId } from "../watch/model/watch.ts";

/** An id as the user gave it. */
export interface GivenId extends WatchedId {
  /** What stood in front of it: an environment of SailPoint's CLI, or a tenant's name. */
  readonly tenant?: string;
  /** The host of the address that it stood in, with its port. The id is of that tenant only. */
  readonly host?: string;
}

/**
 * The ids of a list without repetitions, in their order; a label given anywhere is kept.
 */
export function withoutRepetitions<Id extends GivenId>(ids: readonly Id[]): readonly Id[] {
  const known = new Map<string, Id>();
  for (const one of ids) {
    const key = `${one.tenant ?? ""}:${one.id}`;
    const before = known.get(key);
    if (!before || before.label === undefined) known.set(key, one);
  }
  return [...known.values()];
}
