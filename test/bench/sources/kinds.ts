import { type GapLawName, gapLawNames } from "../traces/gap-laws.ts";
import type { Rate } from "../traces/rhythm.ts";
import type { Between, Shape } from "../traces/shapes.ts";

/** When identities are refreshed; `afterUnknown`: their total is unknown until they begin. */
export type IdentitiesKind = "none" | "beside" | "after" | "afterUnknown";

/** How fast a run's work goes as it proceeds. */
export const courses = {
  even: () => 1,
  "warming up": (timeShare) => Math.min(1, 0.25 + 1.5 * timeShare),
  "slowing down": (timeShare) => 1 - 0.65 * timeShare,
  "speeding up": (timeShare) => 0.5 + timeShare,
} as const satisfies Readonly<Record<string, Rate>>;

export type CourseName = keyof typeof courses;

/** What makes a kind of source, or a way of watching it, different from an ordinary one. */
export interface Kind {
  readonly name: string;
  readonly identities: IdentitiesKind;
  readonly course: CourseName;
  /** Left out: any of them. */
  readonly gaps?: GapLawName;
  /** No account has changed, so there is nothing to process. */
  readonly isUnchanged?: true;
  readonly tailMs?: Between;
  readonly pollEveryMs?: number;
  /** At which share of the run the watch begins. */
  readonly joinShare?: Between;
  readonly stall?: NonNullable<Shape["stall"]>;
}

const minuteMs = 60_000;
const plain = { identities: "none", course: "even" } as const;
const ordinary = { ...plain, gaps: "log-normal 0.55" } as const;
const tenMinutes = { fromShare: [0.2, 0.8], lengthMs: [10 * minuteMs, 10 * minuteMs] } as const;

/** Runs of sources of which nothing is known. */
export const unknownKinds: readonly Kind[] = [
  ...gapLawNames.map((gaps) => evenWith(gaps)),
  { ...ordinary, name: "warming up", course: "warming up" },
  { ...ordinary, name: "slowing down", course: "slowing down" },
  { ...ordinary, name: "speeding up", course: "speeding up" },
  { ...ordinary, name: "identities beside accounts", identities: "beside" },
  { ...ordinary, name: "identities after accounts", identities: "after" },
  { ...ordinary, name: "identities after, total unknown", identities: "afterUnknown" },
  { ...ordinary, name: "joined late", joinShare: [0.3, 0.8] },
  { ...ordinary, name: "polled every 25 s", pollEveryMs: 25_000 },
  { ...ordinary, name: "polled every minute", pollEveryMs: 60_000 },
  { ...ordinary, name: "polled every 2 min", pollEveryMs: 120_000 },
  { ...ordinary, name: "1 to 6 min to COMPLETED", tailMs: [minuteMs, 6 * minuteMs] },
  { ...ordinary, name: "stall of 10 min", stall: tenMinutes },
  { ...plain, name: "stall of 10 min, exponential", gaps: "exponential", stall: tenMinutes },
  {
    ...ordinary,
    name: "hang at 0 of N",
    stall: { fromShare: [0, 0], lengthMs: [12 * minuteMs, 18 * minuteMs] },
  },
];

function evenWith(gaps: GapLawName): Kind {
  return { ...plain, gaps, name: `gaps ${gaps}` };
}

const identitiesKinds: readonly IdentitiesKind[] = ["none", "beside", "after", "afterUnknown"];
const courseNames = Object.keys(courses) as readonly CourseName[];

/** Sources whose earlier runs are known. */
export const knownKinds: readonly Kind[] = [
  ...identitiesKinds.flatMap((identities) =>
    courseNames.map((course) => ({ identities, course, name: `${identities}, ${course}` })),
  ),
  { ...plain, name: "unchanged", isUnchanged: true },
];
