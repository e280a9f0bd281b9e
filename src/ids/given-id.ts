import type { WatchedId } from "../watch/model/watch.ts";

export interface GivenId extends WatchedId {
  /** Its prefix: an environment of SailPoint's CLI, or a tenant's name. */
  readonly tenant?: string;
  /** Host and port of the address around it. The id is of that tenant only. */
  readonly host?: string;
}

/** Keeps the order, and a label wherever it was given. */
export function withoutRepetitions<Id extends GivenId>(ids: readonly Id[]): readonly Id[] {
  const known = new Map<string, Id>();
  for (const one of ids) {
    const key = `${one.tenant ?? ""}:${one.id}`;
    const before = known.get(key);
    if (!before || before.label === undefined) known.set(key, one);
  }
  return [...known.values()];
}
