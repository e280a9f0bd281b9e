import type { Check } from "./check.ts";

/** Reading a status, listing tasks, listing sources. */
type Ability = "status" | "tasks" | "sources";

const name = "commands";

/** What each command needs. */
const needs = [
  ["aggwatch ID", ["status"]],
  ["verdicts", ["tasks"]],
  ["list", ["tasks"]],
  ["sources", ["tasks", "sources"]],
  ["--follow", ["status", "tasks"]],
  ["--source", ["status", "tasks", "sources"]],
  ["start", ["status", "tasks", "sources"]],
] as const satisfies readonly (readonly [string, readonly Ability[]])[];

/** Which commands will work, by the checks before. A start is not tried: it would start something. */
export function checkCommands(checks: Readonly<Record<Ability, Check>>): Check {
  const isGood = (ability: Ability) => checks[ability].verdict === "good";
  const works = needs.filter(([, asked]) => asked.every(isGood));
  const fails = needs.filter((need) => !works.includes(need));
  const names = (list: typeof works) => list.map(([command]) => command).join(", ");
  const found = [
    works.length > 0 && `will work: ${names(works)}`,
    fails.length > 0 && `will not work: ${names(fails)}`,
    isGood("sources") && "not tested: the scope idn:sources:manage, which start also needs",
  ].filter((line) => line !== false);
  return { name, verdict: fails.length === 0 ? "good" : "note", found };
}
