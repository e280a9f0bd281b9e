import type { Command } from "commander";
import { exitCodes } from "../exit/exit-code-table.ts";
import { outlineOf } from "../manual/completions/outline.ts";
import { keyTables } from "../manual/key-tables.ts";
import { families } from "../metrics/families.ts";
import eventSchema from "../output/ndjson/events.schema.json" with { type: "json" };
import { eventTypes as typesOfReactions } from "../reactions/event-types.ts";
import { variables } from "../reactions/variables.ts";
import { defaultable, oppositeOf, variableOf } from "../settings/defaultable.ts";

/** A table of the manual that is made from the program. */
export interface ManualTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const { $defs, properties } = eventSchema;
const described = $defs as Readonly<Record<string, { readonly description?: string }>>;
const eventTypes = properties.type.anyOf
  .flatMap((one) => one.enum ?? [])
  .map((type) => [type, described[type]?.description ?? ""]);
const reactionTypes = new Set<string>(typesOfReactions);

/** All of them, by the names that pages have them by: `<!-- table: NAME -->`. */
export function manualTables(program: Command): Readonly<Record<string, ManualTable>> {
  const keys = Object.entries(keyTables()).map(
    ([name, items]) => [name, { titles: keyTitles(name), rows: items }] as const,
  );
  return {
    ...Object.fromEntries(keys),
    ...flagTables(program),
    commands: {
      titles: ["command", "what it does"],
      rows: outlineOf(program).commands.map(({ name, usage, about }) => [
        `aggwatch ${name} ${usage}`.trim(),
        about,
      ]),
    },
    "exit-codes": {
      titles: ["code", "when"],
      rows: exitCodes.map(({ codes, when }) => [codes.join(", "), when]),
    },
    defaults: {
      titles: ["key", "flag", "environment variable"],
      rows: defaultable(program).map((flag) => [
        flag.attributeName(),
        flag.negate ? oppositeOf(flag) : `--${flag.name()}`,
        variableOf(flag),
      ]),
    },
    "event-types": { titles: ["type", "when"], rows: eventTypes },
    "on-event-types": {
      titles: ["TYPE", "when"],
      rows: eventTypes.filter(([type = ""]) => reactionTypes.has(type)),
    },
    "event-variables": { titles: ["variable", "value"], rows: variables },
    metrics: {
      titles: ["metric", "what it says"],
      rows: Object.entries(families).map(([name, { help, labels }]) => [
        name,
        labels.length === 0 ? help : `${help} Labels: ${labels.join(", ")}.`,
      ]),
    },
  };
}

function keyTitles(name: string): readonly string[] {
  return name === "key-actions" ? ["action", "keys"] : ["key", "what it does"];
}

/** `flags NAME` of each command, but for those of a watch, which are by their groups: `flags Output`. */
function flagTables(program: Command): Readonly<Record<string, ManualTable>> {
  const { flags, commands } = outlineOf(program);
  const groups = Map.groupBy(flags, ({ heading }) => heading.replace(":", ""));
  const terms = new Set(flags.map(({ term }) => term));
  const own = commands.map(
    ({ name, flags: all }) => [name, all.filter(({ term }) => !terms.has(term))] as const,
  );
  return Object.fromEntries(
    [...groups, ...own].map(([name, list]) => {
      const rows = list.map(({ term, fullAbout }) => [term, fullAbout]);
      return [`flags ${name}`, { titles: ["flag", "what it does"], rows }];
    }),
  );
}
