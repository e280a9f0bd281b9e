import type { Seen } from "./reconcile.ts";
import { type Sort, sorts, type View } from "./view.ts";

/** Another order is read from its top, unless the user has just moved to an id. */
export function atItsTop({ hasJustMoved }: View): Partial<View> {
  return hasJustMoved ? {} : { chosen: undefined, top: 0 };
}

const sortNames: Readonly<Record<Sort, string>> = {
  problems: "problems first",
  progress: "by progress",
  left: "by time left",
  rate: "by rate",
  age: "by age",
  running: "by running time",
  name: "by name",
  tenant: "by tenant",
  given: "as given",
};

/** What a notice says of an order just chosen. */
export function orderText(sort: Sort, isReversed: boolean): string {
  return `order: ${sortNames[sort]}${isReversed ? ", reversed" : ""}`;
}

/** The order after this one; by tenant only where there are several. */
export function nextSort(sort: Sort, { snapshot: { clients } }: Seen): Sort {
  const all = sorts.filter((one) => one !== "tenant" || clients.length > 1);
  return all[(all.indexOf(sort) + 1) % all.length] ?? "given";
}
