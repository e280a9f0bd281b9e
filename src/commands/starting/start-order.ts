import type { Source } from "../../api/endpoints/source.ts";
import type { AggregationKind } from "../../api/endpoints/aggregation-kind.ts";
import type { StartOptions } from "../../api/endpoints/start.ts";
import { kindLooks } from "../../wording/kinds.ts";

/** A start that is wanted: of which source, and with what. */
export interface StartOrder {
  readonly source: Source;
  readonly start: StartOptions;
  /** Of the same source, started once this one has ended well. */
  readonly next?: StartOrder;
}

/** An order, and those after it. */
export function chainOf(order: StartOrder): readonly StartOrder[] {
  return order.next ? [order, ...chainOf(order.next)] : [order];
}

export function kindOfOrder({ start }: Pick<StartOrder, "start">): AggregationKind {
  return start.kind ?? "account";
}

/** What it is called among others, which may be of the same source. */
export function orderName(order: StartOrder): string {
  return `${order.source.name}${kindLooks[kindOfOrder(order)].tails[0] ?? ""}`;
}
