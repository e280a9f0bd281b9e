/** Where a start stands: its turn is to come, it is seen through, or it is over. */
export type Place = "waiting" | "underWay" | "well" | "badly";

export interface QueueRules {
  /** How many may be under way at a time. */
  readonly atOnce: number;
  /** Whether the first that ends badly is the last to have been started. */
  readonly failFast: boolean;
}

/** Which of a queue starts next; undefined while none may. In order, and each once. Pure. */
export function nextStart(
  places: readonly Place[],
  { atOnce, failFast }: QueueRules,
): number | undefined {
  if (failFast && places.includes("badly")) return undefined;
  if (places.filter((place) => place === "underWay").length >= atOnce) return undefined;
  const next = places.indexOf("waiting");
  return next < 0 ? undefined : next;
}
