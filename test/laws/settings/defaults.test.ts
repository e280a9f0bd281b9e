import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/system/usage-error.ts";
import { applyDefaults } from "../../../src/settings/apply.ts";
import { defaultable, variableOf } from "../../../src/settings/defaultable.ts";
import type { DefaultsWorld } from "../../../src/settings/file.ts";
import { Flag } from "../../../src/settings/flag.ts";
import { checkDefaults } from "../../../src/doctor/defaults.ts";
import { inventedDefaults, yamlPath } from "../../support/invented/defaults.ts";
import { columnNames } from "../../../src/ui/view/column-names.ts";
import { wholeProgram } from "../../support/whole-program.ts";

/** What a command is given for these arguments. */
async function given(
  args: readonly string[],
  world: DefaultsWorld = inventedDefaults(),
): Promise<Readonly<Record<string, unknown>>> {
  const program = wholeProgram();
  let called = program;
  program.hook("preAction", async (_, command: Command) => {
    called = command;
    await applyDefaults(program, command, world);
  });
  await program.parseAsync(args, { from: "user" });
  return called.opts();
}

const file = (text: string, env = {}) => inventedDefaults({ [yamlPath]: text }, env);
const variables = (env: Readonly<Record<string, string>>) => inventedDefaults({}, env);

describe("a default", () => {
  test("is the program's own where nothing is set", async () => {
    expect(await given(["a"])).toMatchObject({ interval: 5000, strict: false, history: true });
  });

  test("in the file goes before the program's own, a variable before it, a flag before both", async () => {
    const world = file("interval: 10", { AGGWATCH_INTERVAL: "20" });
    expect(await given(["a"], file("interval: 10"))).toMatchObject({ interval: 10_000 });
    expect(await given(["a"], world)).toMatchObject({ interval: 20_000 });
    expect(await given(["a", "--interval", "30"], world)).toMatchObject({ interval: 30_000 });
  });

  test("that an empty variable has is none", async () => {
    const world = file("interval: 10", { AGGWATCH_INTERVAL: " " });
    expect(await given(["a"], world)).toMatchObject({ interval: 10_000 });
  });

  test.for(["start", "demo"])("is one of aggwatch %s too", async (command) => {
    const world = file("interval: 10\nstrict: true\nmotion: false\n");
    const defaults = { interval: 10_000, strict: true, motion: false };
    expect(await given([command, "normal"], world)).toMatchObject(defaults);
  });

  test("is for the same flag only, not for another of that name", async () => {
    const listed = await given(["list"], file("apiVersion: v2026\nstrict: true\n"));
    expect(listed).toMatchObject({ apiVersion: "v2026", output: "table" });
    expect(listed).not.toHaveProperty("strict");
  });

  test("reads what the flag reads", async () => {
    const world = file(
      'interval: "7"\nstallAfter: 90\ncolor: never\nnotify: osc9\napiVersion: v1\n',
    );
    expect(await given(["a"], world)).toMatchObject({
      interval: 7000,
      stallAfter: 90_000,
      color: "never",
      notify: "osc9",
      apiVersion: "v1",
    });
  });

  test("of columns may be a list, or a text", async () => {
    for (const text of [
      "columns: [left, State]",
      "columns: left state",
      "columns: 'left, state'",
    ]) {
      expect(await given(["a"], file(text))).toMatchObject({ columns: ["left", "state"] });
    }
    const variable = variables({ AGGWATCH_COLUMNS: "left,state" });
    expect(await given(["demo"], variable)).toMatchObject({ columns: ["left", "state"] });
  });

  test.for([
    ["true", true],
    ["1", true],
    ["Yes", true],
    ["on", true],
    ["false", false],
    ["0", false],
    ["no", false],
    ["OFF", false],
  ] as const)("of a switch may be %s in a variable", async ([text, strict]) => {
    expect(await given(["a"], variables({ AGGWATCH_STRICT: text }))).toMatchObject({ strict });
  });

  test("of a flag that can do without a value may be on or off", async () => {
    expect(await given(["a"], file("notify: true"))).toMatchObject({ notify: "auto" });
    expect((await given(["a"], file("notify: false")))["notify"]).toBeUndefined();
    const off = file("notify: bell", { AGGWATCH_NOTIFY: "off" });
    expect((await given(["a"], off))["notify"]).toBeUndefined();
    expect(await given(["a"], variables({ AGGWATCH_NOTIFY: "on" }))).toMatchObject({
      notify: "auto",
    });
  });

  test("is taken back by the flag's opposite", async () => {
    const world = file(
      "strict: true\nstay: true\nascii: true\nscreenReader: true\nhistory: false\nmotion: false\nnotify: bell\n",
    );
    const opposites = ["--no-strict", "--no-stay", "--no-ascii", "--no-screen-reader"];
    const others = ["--history", "--motion", "--no-notify"];
    for (const command of [[], ["start", "AD"]]) {
      expect(await given([...command, ...opposites, ...others, "a"], world)).toMatchObject({
        strict: false,
        stay: false,
        ascii: false,
        screenReader: false,
        history: true,
        motion: true,
        notify: undefined,
      });
    }
  });
});

describe("the keys in the file", () => {
  async function keysIn(args: readonly string[], world: DefaultsWorld) {
    const program = wholeProgram();
    let keys: unknown;
    program.hook("preAction", async (_, command: Command) => {
      keys = await applyDefaults(program, command, world);
    });
    await program.parseAsync(args, { from: "user" });
    return keys;
  }

  test.for([["a"], ["demo"], ["replay", "file"], ["start", "AD"]])(
    "are those of aggwatch %s",
    async (args) => {
      const world = file("keys:\n  sort: c\n  zoom: [Enter, Ctrl-E, 1]\n  drop: []\n");
      expect(await keysIn(args, world)).toEqual(
        new Map([
          ["sort", ["c"]],
          ["zoom", ["enter", "ctrl+e", "1"]],
          ["drop", []],
        ]),
      );
    },
  );

  test("may stand in JSON", async () => {
    const world = inventedDefaults({ "/home/config/config.json": '{"keys": {"sort": "c"}}' });
    expect(await keysIn(["a"], world)).toEqual(new Map([["sort", ["c"]]]));
  });

  test("are none where the file has none", async () => {
    expect(await keysIn(["a"], file("stay: true"))).toEqual(new Map());
  });
});

describe("the flags whose defaults may be set", () => {
  test("are flags of a watch, all of them", () => {
    const program = wholeProgram();
    const flags = program.commands.flatMap(({ options }) =>
      options.filter((option) => option instanceof Flag && option.isDefaultable),
    );
    expect(flags).not.toEqual([]);
    expect(defaultable(program)).toEqual(expect.arrayContaining(flags));
  });

  test("have a variable each", () => {
    const variables = defaultable(wholeProgram()).map(variableOf);
    expect(variables).toEqual(
      expect.arrayContaining(["AGGWATCH_INTERVAL", "AGGWATCH_STALL_AFTER", "AGGWATCH_HISTORY"]),
    );
  });

  test("say nothing of the tenant, which is found in another order", () => {
    const keys = defaultable(wholeProgram()).map((flag) => flag.attributeName());
    for (const key of ["baseUrl", "tenant", "env"]) expect(keys).not.toContain(key);
  });
});

describe("the configuration file", () => {
  test("may be config.yml or config.json", async () => {
    for (const [name, text] of [
      ["config.yml", "interval: 8"],
      ["config.json", '{\n\t"$schema": "x",\n\t"interval": 8\n}'],
    ]) {
      const world = inventedDefaults({ [`/home/config/${name}`]: text ?? "" });
      expect(await given(["a"], world)).toMatchObject({ interval: 8000 });
    }
  });

  test("may be another that a variable names, also from the working folder", async () => {
    const files = { "/here/mine.yaml": "interval: 8", [yamlPath]: "interval: 9" };
    for (const AGGWATCH_CONFIG of ["mine.yaml", "/here/mine.yaml"]) {
      expect(await given(["a"], inventedDefaults(files, { AGGWATCH_CONFIG }))).toMatchObject({
        interval: 8000,
      });
    }
  });

  test("may be empty, or not there, or nowhere", async () => {
    for (const world of [
      file(""),
      file("# interval: 3\n"),
      { ...variables({}), configFolder: undefined },
    ]) {
      expect(await given(["a"], world)).toMatchObject({ interval: 5000 });
    }
  });

  test("is not looked at by commands that have no such flag", async () => {
    for (const args of [["help"], ["simulate"], ["completions", "bash"], ["doctor"]]) {
      await expect(given(args, file("wrong: [1"))).resolves.toBeDefined();
    }
  });
});

const place = "~/config/config.yaml, line";
const all =
  "the keys are: apiVersion, budget, interval, stallAfter, strict, giveUpAfter, history, output, heartbeat, stay, notify, color, hyperlinks, columns, mouse, ascii, motion, screenReader, keys";

describe("what is wrong names its place, and what would be right", () => {
  test.for([
    ["interval: 0", `${place} 1: interval: It must be from 1s to 1d, such as 90s, 10m or 1h30m.`],
    [
      "\n\ninterval: soon",
      `${place} 3: interval: It must be from 1s to 1d, such as 90s, 10m or 1h30m.`,
    ],
    ["strict: 1", `${place} 1: strict must be true or false`],
    ["history: yes", `${place} 1: history must be true or false`],
    ["interval: true", `${place} 1: interval must be a number of seconds or a text such as 10m`],
    ["interval: [3]", `${place} 1: interval must be a number of seconds or a text such as 10m`],
    ["interval:", `${place} 1: interval must be a number of seconds or a text such as 10m`],
    ["color: red", `${place} 1: color must be auto, always or never`],
    ["notify: drum", `${place} 1: notify must be auto, bell, osc9, osc777, osc99, true or false`],
    ["columns: 5", `${place} 1: columns must be a list, or a text such as state, accounts`],
    [
      "stay: true\ncolumns: [left, sate]",
      `${place} 2: columns: Column 2 is unknown; the columns are: ${columnNames.join(", ")}.`,
    ],
    [
      "stay: true\nstall-after: 9",
      `${place} 2: unknown key stall-after; did you mean stallAfter? ${all}`,
    ],
    ["no-history: true", `${place} 1: unknown key no-history; did you mean history? ${all}`],
    ["clientSecret: canary", `${place} 1: unknown key clientSecret; ${all}`],
    ["stay: true\nstay: false", `${place} 2: Map keys must be unique; fix it there`],
    [
      "stay: true\n---\nstay: false",
      `${place} 2: a second YAML document begins before this line; fix it there`,
    ],
    ["- stay", "~/config/config.yaml must have a key and a value in each line, as: interval: 10"],
    ["stay", "~/config/config.yaml must have a key and a value in each line, as: interval: 10"],
  ])("%j: %s", async ([text = "", message]) => {
    await expect(given(["a"], file(text))).rejects.toThrow(new UsageError(message));
  });

  test("of keys: unknown actions, unknown keys, and two actions on one key, each with its line", async () => {
    const text = "stay: 1\nkeys:\n  jump: j\n  sort: F13\n  zoom: e\ninterval: 0\n";
    const failing = given(["a"], file(text));
    await expect(failing).rejects.toThrow(/line 1: stay must be true or false\n/);
    await expect(failing).rejects.toThrow(
      /line 3: keys: unknown action jump; the actions are: help, quit, /,
    );
    await expect(failing).rejects.toThrow(
      /line 4: keys: sort must be a key or a list of keys; a key is a character, Ctrl- and a letter, /,
    );
    await expect(failing).rejects.toThrow(
      /line 5: keys: zoom and events have the same key, e; give one of them another\n.*line 6/,
    );
  });

  test.for([
    ["keys: 3", `${place} 1: keys must have an action and its keys in each line, as: sort: c`],
    ["keys: [a]", `${place} 1: keys must have an action and its keys in each line, as: sort: c`],
    ["keys:", `${place} 1: keys must have an action and its keys in each line, as: sort: c`],
  ])("%j: %s", async ([text = "", message]) => {
    await expect(given(["a"], file(text))).rejects.toThrow(new UsageError(message));
  });

  test("all of it at once, in the order of the lines and then the variables", async () => {
    const text = "heartbeat: -3\nfoo: 1\nstrict: maybe\nstay: true\ninterval: 0";
    const world = file(text, { AGGWATCH_COLOR: "red", AGGWATCH_STAY: "perhaps" });
    await expect(given(["a"], world)).rejects.toThrow(
      new UsageError(
        [
          "these defaults are wrong:",
          `${place} 1: heartbeat: It must be 0, or from 1s to 1d, such as 90s, 10m or 1h30m.`,
          `${place} 2: unknown key foo; ${all}`,
          `${place} 3: strict must be true or false`,
          `${place} 5: interval: It must be from 1s to 1d, such as 90s, 10m or 1h30m.`,
          "AGGWATCH_STAY: It must be true or false.",
          "AGGWATCH_COLOR: It must be auto, always or never.",
        ].join("\n  "),
      ),
    );
  });

  test("where it is no YAML", async () => {
    await expect(given(["a"], file("stay: true\ninterval: {"))).rejects.toThrow(
      /^~\/config\/config\.yaml, line 2: .*; fix it there$/,
    );
  });

  test("even where a flag is given instead", async () => {
    await expect(given(["a", "--interval", "9"], file("interval: 0"))).rejects.toThrow(UsageError);
  });

  test("in a variable, unless a flag is given instead", async () => {
    const world = variables({ AGGWATCH_INTERVAL: "canary" });
    const message = "AGGWATCH_INTERVAL: It must be from 1s to 1d, such as 90s, 10m or 1h30m.";
    await expect(given(["a"], world)).rejects.toThrow(new UsageError(message));
    expect(await given(["a", "--interval", "9"], world)).toMatchObject({ interval: 9000 });
    expect(await given(["list"], world)).toMatchObject({ apiVersion: "v2024" });
    await expect(given(["a"], variables({ AGGWATCH_STRICT: "maybe" }))).rejects.toThrow(
      new UsageError("AGGWATCH_STRICT: It must be true or false."),
    );
  });

  test("where a file that is named is not there, or there are two", async () => {
    await expect(given(["a"], variables({ AGGWATCH_CONFIG: "mine.yaml" }))).rejects.toThrow(
      new UsageError(
        "AGGWATCH_CONFIG names mine.yaml, which does not exist; create that file, or unset it",
      ),
    );
    const two = inventedDefaults({ [yamlPath]: "", "/home/config/config.json": "{}" });
    await expect(given(["a"], two)).rejects.toThrow(
      new UsageError("there are ~/config/config.yaml and ~/config/config.json; keep one of them"),
    );
  });

  test("of a flag in front of a command names the flag that was given", async () => {
    await expect(given(["--no-stay", "demo"])).rejects.toThrow(
      new UsageError("--no-stay must come after demo; write: aggwatch demo --no-stay"),
    );
    await expect(given(["--stay", "demo"])).rejects.toThrow(/^--stay must come after demo/);
  });
});

describe("the doctor", () => {
  const flags = defaultable(wholeProgram());

  test("tells each default that is set, and where it comes from", async () => {
    const world = file("stay: true\ninterval: 10\n", {
      AGGWATCH_INTERVAL: "20",
      AGGWATCH_ASCII: "no",
    });
    expect(await checkDefaults(flags, world)).toEqual({
      name: "defaults",
      verdict: "good",
      found: [
        "~/config/config.yaml: read",
        "  interval: 20, from the environment: AGGWATCH_INTERVAL",
        "  stay: true, from the file: ~/config/config.yaml, line 1",
        "  ascii: no, from the environment: AGGWATCH_ASCII",
      ],
    });
  });

  test("tells which keys are changed", async () => {
    const { found } = await checkDefaults(flags, file("keys:\n  sort: c\n  drop: []\n"));
    expect(found).toContain("  keys: sort, drop, from the file: ~/config/config.yaml");
  });

  test("tells where the file was looked for", async () => {
    const { found } = await checkDefaults(flags, variables({}));
    expect(found).toEqual(["~/config/config.yaml: not found"]);
    const nowhere = await checkDefaults(flags, { ...variables({}), configFolder: undefined });
    expect(nowhere.found).toEqual(["no home directory, so no configuration file"]);
  });

  test("tells what is wrong, and goes on", async () => {
    expect(await checkDefaults(flags, file("stay: maybe"))).toEqual({
      name: "defaults",
      verdict: "bad",
      found: ["a default cannot be used"],
      advice: `${place} 1: stay must be true or false`,
      exitCode: 2,
    });
  });

  test("tells of a variable that does nothing", async () => {
    expect(await checkDefaults(flags, variables({ AGGWATCH_INTERVALL: "3" }))).toMatchObject({
      verdict: "note",
      advice: expect.stringMatching(
        /^AGGWATCH_INTERVALL has no effect; the variables are: AGGWATCH_CONFIG, /,
      ),
    });
  });
});
