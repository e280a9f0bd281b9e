import type { Check } from "./check.ts";

/** What the tenant has let this client do. */
export interface Abilities {
  /** Read the status of an aggregation. */
  readonly status: boolean;
  /** List tasks. */
  readonly tasks: boolean;
  /** List sources. */
  readonly sources: boolean;
}

const name = "commands";

/** What each command asks the tenant. */
const needs = [
  ["aggwatch ID", ["status"]],
  ["verdicts", ["tasks"]],
  ["list", ["tasks"]],
  ["--follow", ["status", "tasks"]],
  ["--source", ["status", "tasks", "sources"]],
  ["start", ["status", "tasks", "sources"]],
] as const satisfies readonly (readonly [string, readonly (keyof Abilities)[]])[];

/** Which commands will work, by what was tried. A start is not tried, since it would start something. */
export function checkCommands(abilities: Abilities): Check {
  const works = needs.filter(([, asked]) => asked.every((ability) => abilities[ability]));
  const fails = needs.filter((need) => !works.includes(need));
  const names = (list: typeof works) => list.map(([command]) => command).join(", ");
  const found = [
    works.length > 0 && `will work: ${names(works)}`,
    fails.length > 0 && `will not work: ${names(fails)}`,
    abilities.sources && "not tried: the scope idn:sources:manage, which start needs as well",
  ].filter((line) => line !== false);
  return { name, verdict: fails.length === 0 ? "good" : "note", found };
}
