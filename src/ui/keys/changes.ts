import { safeText } from "../../text/safe-text.ts";
import type { Binding, Kind } from "./binding.ts";
import { givenKey, keyForms } from "./given-key.ts";
import { keyLabel } from "./labels.ts";
import { bindingsFor, type KeyChanges } from "./table.ts";

/** The keys of an action as they stand in the configuration file. */
export interface GivenKeys {
  readonly action: string;
  readonly keys: unknown;
  readonly line: number;
  /** The file and the line, for people. */
  readonly place: string;
}

export interface KeyProblem {
  readonly line: number;
  readonly text: string;
}

const kinds: readonly Kind[] = ["live", "replay"];

/** The names of the actions whose keys can be changed, in the order of the table. */
export const changeableActions: readonly string[] = [
  ...new Set(
    kinds.flatMap((kind) =>
      bindingsFor(kind).flatMap(({ name, isChangeable }) => (isChangeable ? [name] : [])),
    ),
  ),
];

/** The changes that are right, and for each of the others its place and what would be right. */
export function keyChanges(given: readonly GivenKeys[]): {
  readonly changes: KeyChanges;
  readonly problems: readonly KeyProblem[];
} {
  const read = given.map((one) => ({ ...one, ...readKeys(one) }));
  const wrong = read.flatMap(({ line, place, problem }) =>
    problem === undefined ? [] : [{ line, text: `${place}: ${problem}` }],
  );
  const good = read.filter(({ problem }) => problem === undefined);
  const changes = new Map(good.map(({ action, names }) => [action, names]));
  return { changes, problems: [...wrong, ...conflicts(good, changes)] };
}

function readKeys({ action, keys }: GivenKeys): {
  readonly names: readonly string[];
  readonly problem?: string;
} {
  if (!changeableActions.includes(action)) {
    const all = changeableActions.join(", ");
    return { names: [], problem: `unknown action ${safeText(action)}; the actions are: ${all}` };
  }
  const names = (Array.isArray(keys) ? (keys as readonly unknown[]) : [keys]).map((key) =>
    typeof key === "string" || typeof key === "number" ? givenKey(String(key)) : undefined,
  );
  const known = names.filter((name) => name !== undefined);
  if (known.length === names.length) return { names: known };
  return { names: [], problem: `${action} must be a key or a list of keys; a key is ${keyForms}` };
}

/** Where a key would mean two things at a time; most are alike in a watch and in a replay. */
function conflicts(given: readonly GivenKeys[], changes: KeyChanges): readonly KeyProblem[] {
  const problems = new Map<string, KeyProblem>();
  const lineOf = (name: string) => given.find(({ action }) => action === name)?.line ?? 0;
  for (const kind of kinds) {
    for (const [key, one, other] of doubles(bindingsFor(kind, changes))) {
      // The later line is the one to change; the table's own keys have none.
      const [kept, changed] = lineOf(one) > lineOf(other) ? [other, one] : [one, other];
      const place = given.find(({ action }) => action === changed)?.place;
      const same = `${changed} and ${kept} have the same key, ${keyLabel(key)}`;
      if (place === undefined || problems.has(same)) continue;
      const where = kind === "live" ? "" : ", in a replay";
      const text = `${place}: ${same}${where}; give one of them another`;
      problems.set(same, { line: lineOf(changed), text });
    }
  }
  return [...problems.values()];
}

function doubles(bindings: readonly Binding[]): readonly (readonly [string, string, string])[] {
  const modes = new Set(bindings.flatMap((one) => one.modes));
  return [...modes].flatMap((mode) => {
    const owners = new Map<string, string>();
    return bindings
      .filter((one) => one.modes.includes(mode))
      .flatMap(({ name, keys }) =>
        keys.flatMap((key) => {
          const owner = owners.get(key) ?? name;
          owners.set(key, owner);
          return owner === name ? [] : [[key, owner, name] as const];
        }),
      );
  });
}
