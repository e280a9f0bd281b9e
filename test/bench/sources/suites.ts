import type { Estimator } from "../estimator.ts";
import { withHistory, withoutHistory } from "../estimators.ts";
import { type Kind, knownKinds, unknownKinds } from "./kinds.ts";
import type { Differs } from "./watched-run.ts";

/** A set of runs that are measured in the same way. */
export interface Suite {
  readonly name: string;
  readonly kinds: readonly Kind[];
  /** Of the usual run of a source, from the end of reading to the last count. */
  readonly lengthsMin: readonly number[];
  /** How many runs of each kind and length. */
  readonly seeds: number;
  readonly differs: Differs;
  /** How many earlier runs are known. */
  readonly histories: readonly number[];
  readonly estimators: readonly Estimator[];
}

const ours = withHistory.slice(0, 1);

export const suites = [
  {
    name: "unknown",
    kinds: unknownKinds,
    lengthsMin: [3, 10, 30, 60, 180, 360],
    seeds: 16,
    differs: "not at all",
    histories: [0],
    estimators: withoutHistory,
  },
  {
    name: "known",
    kinds: knownKinds,
    lengthsMin: [3, 15, 60],
    seeds: 20,
    differs: "as usual",
    histories: [0, 1, 3, 10],
    estimators: withHistory,
  },
  {
    name: "differing twice as much",
    kinds: knownKinds,
    lengthsMin: [3, 15, 60],
    seeds: 10,
    differs: { differ: 2, slower: 1 },
    histories: [3, 10],
    estimators: ours,
  },
  {
    name: "four times slower",
    kinds: knownKinds,
    lengthsMin: [3, 15, 60],
    seeds: 10,
    differs: { differ: 1, slower: 4 },
    histories: [1, 3, 10],
    estimators: ours,
  },
] as const satisfies readonly Suite[];

export type SuiteName = (typeof suites)[number]["name"];
