import type { Scenario } from "./scenario.ts";
import { shortRun } from "./plans.ts";

/** Ordinary aggregations whose status bodies have one of the shapes that clients must expect. */
export const shapes = [
  {
    name: "absent",
    source: "Coupa",
    about: "no counters in the body while collecting",
    ending: "COMPLETED",
    timeline: shortRun,
    unknownCounters: "absent",
  },
  {
    name: "null",
    source: "Concur",
    about: "counters are null while collecting",
    ending: "COMPLETED",
    timeline: shortRun,
    unknownCounters: "null",
  },
  {
    name: "zeros",
    source: "Tableau",
    about: "counters are 0 while collecting",
    ending: "COMPLETED",
    timeline: shortRun,
    unknownCounters: "zero",
  },
  {
    name: "four-fields",
    source: "RACF",
    about: "only start, status, totalAccounts, processedAccounts",
    ending: "COMPLETED",
    timeline: shortRun,
    fourFields: true,
    oldStyleId: true,
  },
] as const satisfies readonly Scenario[];
