import { completing } from "./plans.ts";

/** Ordinary aggregations whose status bodies have one of the shapes that clients must expect. */
export const shapes = [
  completing("absent", "Coupa", "no counters in the body while collecting", {
    unknownCounters: "absent",
  }),
  completing("null", "Concur", "counters are null while collecting", { unknownCounters: "null" }),
  completing("zeros", "Tableau", "counters are 0 while collecting", { unknownCounters: "zero" }),
  completing("four-fields", "RACF", "only start, status, totalAccounts, processedAccounts", {
    fourFields: true,
    oldStyleId: true,
  }),
] as const;
