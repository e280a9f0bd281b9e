import type { GivenId } from "./given-id.ts";

export interface Reading {
  readonly ids: readonly GivenId[];
  /** How many tasks are not account aggregations. */
  readonly others: number;
}
