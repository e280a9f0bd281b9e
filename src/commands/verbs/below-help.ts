import type { Command } from "commander";
import type { Section } from "../../manual/command-help.ts";
import { topics } from "../../manual/topics.ts";
import { examples } from "../../manual/examples.ts";
import { exitCodes } from "../../manual/sections/exit-codes.ts";

/** What the help of a command says below its flags. */
export async function belowHelp(command: Command, isLong: boolean): Promise<readonly Section[]> {
  const isProgram = command.parent === null;
  const name = command.name();
  const own = isLong ? await (longParts[isProgram ? "" : name]?.() ?? []) : [];
  return [...own, ["Learn more:", [isProgram ? learnMore(isLong) : learnMoreOf(name, isLong)]]];
}

/** By the names of commands; empty for watching. Each is loaded when it is shown. */
const longParts: Readonly<Record<string, () => Promise<readonly Section[]>>> = {
  "": () =>
    Promise.resolve([
      ["Examples:", [examples]],
      ["Exit codes:", exitCodes],
    ]),
  status: async () => (await import("../../manual/sections/status-sections.ts")).statusSections,
  wait: async () => (await import("../../manual/sections/wait-sections.ts")).waitSections,
  history: async () => (await import("../../manual/sections/history-sections.ts")).historySections,
  sources: async () => (await import("../../manual/sections/sources-sections.ts")).sourcesSections,
  demo: async () => [["Exit code:", [demoExitCode]], await scenarioSection()],
  simulate: async () => [await scenarioSection()],
};

const demoExitCode = "0 if every scenario ends as scripted, cancelled ones included; else 1.";

async function scenarioSection(): Promise<Section> {
  const { scenarios } = await import("../../simulator/scenarios/scenarios.ts");
  return ["Scenarios:", [scenarios.map(({ name, about }) => [name, about] as const)]];
}

function learnMore(isLong: boolean): readonly (readonly [string, string])[] {
  const names = topics.map(({ name }) => name).join(", ");
  return [
    ...(isLong ? [] : [["aggwatch --help", "all options, examples and exit codes"] as const]),
    ["aggwatch help COMMAND", "the options of a command"],
    ["aggwatch help TOPIC", names],
  ];
}

function learnMoreOf(name: string, isLong: boolean): readonly (readonly [string, string])[] {
  const more = ["aggwatch help", "commands and topics"] as const;
  return isLong ? [more] : [[`aggwatch ${name} --help`, "all that it takes"], more];
}
