import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Command, Option } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { completionsCommand, type Shell } from "../../../src/commands/verbs/completions.ts";
import { codeOf } from "../../../src/exit/outcome.ts";
import type { Host } from "../../../src/process/host.ts";
import { nodesOf } from "../../examples/grammar.ts";
import { everyFlag, wholeProgram } from "../../support/whole-program.ts";
import { compileCache } from "../../support/compile-cache.ts";

const run = promisify(execFile);
const shells = ["bash", "zsh", "fish", "powershell"] as const;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-completions-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What `aggwatch completions` prints. */
function scriptFor(shell: Shell, program = wholeProgram()): string {
  let text = "";
  const stdout = { write: (part: string) => (text += part) } as unknown as Host["stdout"];
  expect(codeOf(completionsCommand(shell, program, { stdout } as Host))).toBe(0);
  return text;
}

/** What a shell finds wrong with a script; nothing where the shell is not there. */
async function objections(shell: Shell, script: string): Promise<string> {
  const file = join(folder, `completions.${shell}`);
  await writeFile(file, script);
  if (shell === "powershell") {
    nodesOf(script, shell, "command");
    return "";
  }
  return run(shell, ["-n", file], { env: { PATH: process.env["PATH"] } }).then(
    ({ stderr }) => stderr,
    (error: { code: unknown; stderr: string }) => (error.code === "ENOENT" ? "" : error.stderr),
  );
}

/** A program whose words would do harm in a shell that took them for its own. */
function hostile(): Command {
  return new Command("aggwatch")
    .description('the "user\'s" $(touch x) `touch y` [one:two] \\ program')
    .action(() => undefined)
    .addOption(
      new Option("--how <word>", 'it\'s [a]: "b" $(c) \\').choices(["it's", "a b", "$(d)", "e:f"]),
    )
    .addCommand(new Command("go").description('isn\'t it: [a] "b" $(c) `d` \\'));
}

/** How each shell's script names a flag of a command. */
const places: Readonly<Record<Shell, (script: string, command: string) => string>> = {
  bash: (script, command) => lineWith(script, `    '${command}:'-*) `),
  zsh: (script, command) => {
    const name = command === "" ? "_aggwatch_watch" : `_aggwatch_in_${command}`;
    return script.slice(script.indexOf(`${name}() {`)).split("\n}\n")[0] ?? "";
  },
  fish: (script, command) =>
    script
      .split("\n")
      .filter((line) =>
        line.includes(String.raw`-n '__aggwatch_in ${command || String.raw`\'\'`}'`),
      )
      .join("\n"),
  powershell: (script, command) =>
    script
      .split("\n")
      .filter((line) => line.startsWith(`    @{ command = '${command}'; name = `))
      .join("\n"),
};
const written: Readonly<Record<Shell, (flag: string) => RegExp>> = {
  bash: (flag) => new RegExp(` ${flag}(?: |$)`, "m"),
  zsh: (flag) => new RegExp(`[')*]${flag}=?\\[`),
  fish: (flag) =>
    new RegExp(` ${flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`} `),
  powershell: (flag) => new RegExp(` name = '${flag}'; `),
};

function lineWith(script: string, start: string): string {
  return script.split("\n").find((line) => line.startsWith(start)) ?? "";
}

describe.for(shells)("the completions for %s", (shell) => {
  const script = scriptFor(shell);

  test("have every command and every flag where it is taken", () => {
    const missing = everyFlag(wholeProgram()).filter(
      ([command, flag]) => !written[shell](flag).test(places[shell](script, command)),
    );
    expect(missing).toEqual([]);
    for (const command of wholeProgram().commands) expect(script).toContain(command.name());
  });

  test("are what the shell can read, whatever flags and words are called", async () => {
    expect(await objections(shell, script)).toBe("");
    expect(await objections(shell, scriptFor(shell, hostile()))).toBe("");
  });
});

describe("the completions in bash", () => {
  /**
   * What bash offers at the end of a line. The line is taken apart as bash does it, where "=" is a
   * word of its own.
   */
  async function offered(words: readonly string[], program = wholeProgram(), env = {}) {
    const file = join(folder, "run.bash");
    const line = ["aggwatch", ...words].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
    await writeFile(
      file,
      `${scriptFor("bash", program)}
COMP_WORDS=(${line.join(" ")})
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
$(complete -p aggwatch | sed 's/.*-F \\([^ ]*\\).*/\\1/')
((\${#COMPREPLY[@]})) && printf '%s\\n' "\${COMPREPLY[@]}"
true
`,
    );
    const { stdout, stderr } = await run("bash", ["--norc", file], {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder, ...compileCache(), ...env },
    });
    expect(stderr).toBe("");
    return stdout.split("\n").slice(0, -1);
  }

  test("offer commands in the first place only", async () => {
    const commands = wholeProgram().commands.map((command) => command.name());
    expect(await offered([""])).toEqual(commands);
    expect(await offered(["do"])).toEqual(["doctor"]);
    expect(await offered(["2c91", ""])).toEqual([]);
  });

  test("offer the flags of the command", async () => {
    expect(await offered(["--fo"])).toEqual(["--follow"]);
    expect(await offered(["start", "--foll"])).toEqual([]);
    expect(await offered(["start", "--fi"])).toEqual(["--file"]);
    expect(await offered(["2c91", "--fi"])).toEqual([]);
  });

  test("offer the choices of a flag, behind a blank or a =", async () => {
    expect(await offered(["--color", ""])).toEqual(["auto", "always", "never"]);
    expect(await offered(["demo", "--color", "a"])).toEqual(["auto", "always"]);
    expect(await offered(["--color", "="])).toEqual(["auto", "always", "never"]);
    expect(await offered(["--color", "=", "n"])).toEqual(["never"]);
    expect(await offered(["--color=n"])).toEqual(["--color=never"]);
    expect(await offered(["--on-event", "en"])).toEqual(["ended="]);
  });

  test("offer flags too where a value may be left out", async () => {
    expect(await offered(["--notify", "b"])).toEqual(["bell"]);
    expect(await offered(["--notify", "--fo"])).toEqual(["--follow"]);
    expect(await offered(["--interval", "--fo"])).toEqual([]);
  });

  test("offer files for a file, and nothing for a number", async () => {
    await writeFile(join(folder, "two words.csv"), "");
    expect(await offered(["start", "--file", "two"])).toEqual(["two words.csv"]);
    expect(await offered(["--interval", "two"])).toEqual([]);
  });

  test("offer scenarios, shells and topics", async () => {
    expect(await offered(["demo", "no"])).toEqual(["normal", "not-found"]);
    expect(await offered(["simulate", "normal", "del"])).toEqual(["deletions"]);
    expect(await offered(["completions", ""])).toEqual([...shells]);
    expect(await offered(["help", "exi"])).toEqual(["exit-codes"]);
    expect(await offered(["help", "sta"])).toEqual(["starting", "start", "status"]);
  });

  test("offer the environments of SailPoint's CLI, and expand nothing in their names", async () => {
    expect(await offered(["--env", ""])).toEqual([]);
    await mkdir(join(folder, ".sailpoint"));
    const yaml = `activeenvironment: acme
environments:
    # ours
    acme:
        baseurl: https://acme.api.identitynow.com
    beta-1:
        pat:
            clientid: c1
    $(touch harm):
        baseurl: x
other: 1
`;
    await writeFile(join(folder, ".sailpoint", "config.yaml"), yaml);
    const harmless = String.raw`\$\(touch\ harm\)`;
    expect(await offered(["--env", ""])).toEqual(["acme", "beta-1", harmless]);
    expect(await offered(["doctor", "--env", "=", "b"])).toEqual(["beta-1"]);
    expect((await run("ls", [folder])).stdout).not.toContain("harm\n");
  });

  test("offer words with blanks and quotation marks so that they are taken as they are", async () => {
    expect(await offered(["--how", ""], hostile())).toEqual([
      String.raw`it\'s`,
      String.raw`a\ b`,
      String.raw`\$\(d\)`,
      "e:f",
    ]);
  });
});
