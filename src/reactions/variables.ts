import type { Environment } from "../system/environment.ts";
import { withoutSecrets } from "../system/environment.ts";

/** A command's environment variables; `aggwatch help on-event` and the README say the same. */
export const variables = [
  ["AGGWATCH_TYPE", "the type of the event, or summary at the end"],
  ["AGGWATCH_TEXT", "what happened in words, as --output plain has it"],
  ["AGGWATCH_ID", "the id of the aggregation"],
  ["AGGWATCH_SOURCE", "its label, or the name of its source"],
  ["AGGWATCH_TENANT", "the host of the tenant"],
  ["AGGWATCH_STATE", "its state, such as PROCESSING or COMPLETED_WITH_ERRORS"],
  ["AGGWATCH_VERDICT", "the verdict of its task, once it is known"],
  [
    "AGGWATCH_EXIT_CODE",
    "for ended, the exit code of that end alone; at the end, that of aggwatch",
  ],
] as const;

export type VariableName = (typeof variables)[number][0];

/** Undefined where nothing is known. */
export type Variables = Readonly<Partial<Record<VariableName, string | undefined>>>;

/**
 * The environment of a command: that of the program without the credentials of SailPoint's tools, and
 * with its own variables. Those of an outer aggwatch are gone.
 */
export function environmentOf(env: Environment, own: Variables): NodeJS.ProcessEnv {
  const others = Object.entries(withoutSecrets(env)).filter(
    ([name]) => !variables.some(([one]) => one === name),
  );
  const known = Object.entries(own).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...others, ...known]);
}
