import type { RunsCell } from "../sources/runs-cell.ts";
import { cellsOfRuns, meanOfCells, meanOfRuns, ofRuns, stallsOf } from "./run-scores.ts";

/** Something wanted of one set of runs: a number for each limit. */
export interface Goal {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  readonly isMet: boolean;
}

interface Limit {
  readonly value: number | undefined;
  readonly least?: number;
  readonly most?: number;
  readonly digits?: number;
}

/** Percentages. */
type Pair = readonly [median: number, ninetieth: number];

/** What is wanted with a number of earlier runs, in percent; widths as factors. */
interface Wanted {
  readonly history: number;
  readonly shown: number;
  readonly error: Pair;
  readonly processing: Pair;
  readonly tenth?: Pair;
  readonly near: number;
  readonly movement: number;
  readonly holds: Pair;
  readonly width: number;
  readonly twice?: { readonly processing: Pair; readonly holds: number };
  readonly slower?: { readonly processing: Pair; readonly holds: number };
}

const wanted: readonly Wanted[] = [
  {
    history: 0,
    shown: 54,
    error: [52, 85],
    processing: [52, 80],
    near: 17,
    movement: 2.7,
    holds: [67, 90],
    width: 4.3,
  },
  {
    history: 1,
    shown: 97,
    error: [38, 90],
    processing: [33, 70],
    tenth: [37, 140],
    near: 33,
    movement: 2,
    holds: [68, 90],
    width: 3.5,
    slower: { processing: [39, 66], holds: 55 },
  },
  {
    history: 3,
    shown: 97,
    error: [34, 85],
    processing: [29, 60],
    tenth: [27, 105],
    near: 38,
    movement: 1.6,
    holds: [74, 90],
    width: 3.2,
    twice: { processing: [34, 95], holds: 62 },
    slower: { processing: [37, 64], holds: 56 },
  },
  {
    history: 10,
    shown: 97,
    error: [27, 66],
    processing: [24, 53],
    tenth: [25, 75],
    near: 44,
    movement: 1.2,
    holds: [77, 90],
    width: 3,
    twice: { processing: [33, 88], holds: 73 },
    slower: { processing: [32, 56], holds: 56 },
  },
];

export const historiesWanted = wanted.map(({ history }) => history);

/** The goals of one number of earlier runs. */
export function goalsOf(all: readonly RunsCell[], estimator: string, history: number) {
  const goal = wanted.find((found) => found.history === history);
  if (!goal) throw new RangeError(`nothing is wanted with ${history} earlier runs`);
  const of = (suite: RunsCell["suite"]) => cellsOfRuns(all, { suite, estimator, history });
  const cells = of("known");
  const { tenth, twice, slower, holds } = goal;
  const width = ofRuns(cells, "width", 0.5);
  return [
    goalOf("shown of the whole run", [{ value: shareOf(cells, "shown"), least: goal.shown }]),
    goalOf("median error of a run", pairOf(cells, "medianError", goal.error)),
    goalOf("the same while PROCESSING", pairOf(cells, "processingError", goal.processing)),
    ...(tenth ? [goalOf("at a tenth of PROCESSING", pairOf(cells, "errorAtTenth", tenth))] : []),
    goalOf("within a quarter of the truth", [
      { value: shareOf(cells, "withinQuarter"), least: goal.near },
    ]),
    goalOf("movement per poll", [
      { value: shareOf(cells, "movement"), most: goal.movement, digits: 2 },
    ]),
    goalOf("range holds", [{ value: shareOf(cells, "holds"), least: holds[0], most: holds[1] }]),
    goalOf("range, end to end (factor)", [{ value: width, most: goal.width, digits: 1 }]),
    ...(twice ? otherGoals("earlier runs differ twice as much", of, twice) : []),
    ...(slower ? otherGoals("four times slower than usual", of, slower) : []),
  ];
}

/** What is wanted of runs of which no earlier one is known, of 10 minutes and more. */
export function goalsWithoutHistory(all: readonly RunsCell[], estimator: string): readonly Goal[] {
  const long = { suite: "unknown", estimator, leastMin: 10 } as const;
  const cells = cellsOfRuns(all, long).filter(({ runs }) => runs.some((run) => run.isHealthy));
  const pooled = (of: readonly RunsCell[], [median, ninetieth]: Pair): readonly Limit[] => [
    { value: percentOf(meanOfCells(of, "medianError")), most: median },
    { value: percentOf(meanOfCells(of, "ninetiethError")), most: ninetieth },
  ];
  const kind = (name: string) => cellsOfRuns(all, { ...long, kind: name });
  const healthy = cellsOfRuns(all, { suite: "unknown", estimator });
  const laws = healthy.filter((cell) => cell.kind.startsWith("gaps "));
  const plain = laws.filter((cell) => /exponential|log-normal/.test(cell.kind));
  const known = cellsOfRuns(all, { suite: "known", estimator }).filter((cell) => cell.history > 0);
  const stalls = stallsOf(healthy.filter((cell) => cell.kind.startsWith("stall")));
  const falsely = (of: readonly RunsCell[], most: number) => [
    { value: stallsOf(of).falsePer1000, most },
  ];
  return [
    goalOf("error of all polls, all kinds", pooled(cells, [27, 75])),
    goalOf("identities after accounts", pooled(kind("identities after accounts"), [25, 95])),
    goalOf("bimodal batches", pooled(kind("gaps bimodal"), [26, 125])),
    goalOf("movement per poll", [{ value: shareOf(cells, "movement"), most: 1.3, digits: 2 }]),
    goalOf("range holds", [{ value: shareOf(cells, "holds"), least: 78, most: 88 }]),
    goalOf("range, end to end (factor)", [
      { value: ofRuns(cells, "width", 0.5), most: 3.1, digits: 1 },
    ]),
    goalOf("false stalls per 1,000, all laws of gaps", falsely(laws, 70)),
    goalOf("false stalls per 1,000, exponential and log-normal", falsely(plain, 60)),
    goalOf("false stalls per 1,000 with a history", falsely(known, 40)),
    goalOf(`stalls of 10 min told, % of ${stalls.stalled}`, [
      { value: (stalls.told / stalls.stalled) * 100, least: 93 },
    ]),
    goalOf("told after, s", [{ value: (stalls.toldAfterMs ?? Number.NaN) / 1000, most: 120 }]),
  ];
}

function otherGoals(
  name: string,
  of: (suite: RunsCell["suite"]) => readonly RunsCell[],
  { processing, holds }: { readonly processing: Pair; readonly holds: number },
): readonly Goal[] {
  const suite = name.startsWith("four") ? "four times slower" : "differing twice as much";
  const cells = of(suite);
  return [
    goalOf(`${name}: PROCESSING`, pairOf(cells, "processingError", processing)),
    goalOf(`${name}: range holds`, [{ value: shareOf(cells, "holds"), least: holds }]),
  ];
}

function pairOf(
  cells: readonly RunsCell[],
  of: "medianError" | "processingError" | "errorAtTenth",
  [median, ninetieth]: Pair,
): readonly Limit[] {
  return [
    { value: percentOf(ofRuns(cells, of, 0.5)), most: median },
    { value: percentOf(ofRuns(cells, of, 0.9)), most: ninetieth },
  ];
}

function shareOf(
  cells: readonly RunsCell[],
  of: "shown" | "withinQuarter" | "movement" | "holds",
): number | undefined {
  return percentOf(meanOfRuns(cells, of));
}

function percentOf(share: number | undefined): number | undefined {
  return share === undefined ? undefined : share * 100;
}

function goalOf(name: string, limits: readonly Limit[]): Goal {
  const isMet = limits.every(
    ({ value = Number.NaN, least = -Infinity, most = Infinity }) => value >= least && value <= most,
  );
  const wanted = limits.map(({ least, most }) => {
    if (least === undefined) return `≤ ${most}`;
    return most === undefined ? `≥ ${least}` : `${least}–${most}`;
  });
  const measured = limits.map(({ value, digits = 0 }) => value?.toFixed(digits) ?? "-");
  return { name, wanted: wanted.join(" / "), measured: measured.join(" / "), isMet };
}
