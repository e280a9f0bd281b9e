import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../../src/reactions/command-line.ts";
import { runCommand } from "../../../src/reactions/run-command.ts";
import { inventedProcesses } from "../../support/invented/processes.ts";

const input = { json: '{"v":1}', variables: { AGGWATCH_TYPE: "ended" } };
const never = new AbortController().signal;

function run(
  text: string,
  system: ReturnType<typeof inventedProcesses>,
  { limitMs = 30_000, signal = never } = {},
) {
  return runCommand(readCommandLine(text), input, limitMs, system.port, signal);
}

describe("a command that is run", () => {
  test("gets its words as they are, the event on standard input, and no secret", async () => {
    const system = inventedProcesses("linux", (child) => child.exits(0));
    expect(await run("notify 'a  b' $X", system)).toEqual({ problem: undefined, output: [] });
    const [{ program, args, options, child }] = system.started as [(typeof system.started)[0]];
    expect([program, ...args]).toEqual(["notify", "a  b", "$X"]);
    expect(options.env).toEqual({ PATH: "/bin", AGGWATCH_TYPE: "ended" });
    expect(options).not.toHaveProperty("shell");
    expect(child.input()).toBe('{"v":1}\n');
    expect(system.clock.sleepers()).toBe(0);
    expect(system.hurried()).toBe(0);
  });

  test("leads a process group of its own, but on Windows", async () => {
    for (const [platform, isLeader] of [
      ["linux", true],
      ["darwin", true],
      ["win32", false],
    ] as const) {
      const system = inventedProcesses(platform, (child) => child.exits(0));
      await run("notify", system);
      expect(system.started[0]?.options.detached).toBe(isLeader);
    }
  });

  test("by a shell is one argument of /bin/sh, or on Windows of cmd.exe as it is", async () => {
    const posix = inventedProcesses("linux", (child) => child.exits(0));
    await run('shell: cat | mail "$X"', posix);
    expect(posix.started[0]).toMatchObject({ program: "/bin/sh", args: ["-c", 'cat | mail "$X"'] });
    const windows = inventedProcesses("win32", (child) => child.exits(0));
    await run('shell: type "a b" & more', windows);
    expect(windows.started[0]).toMatchObject({
      program: String.raw`C:\Windows\System32\cmd.exe`,
      args: ["/d", "/s", "/c", '"type "a b" & more"'],
      options: { windowsVerbatimArguments: true },
    });
  });

  test("has its last lines told, safe to print", async () => {
    const system = inventedProcesses("linux", (child) => {
      child.stdout.write("posted\u001B[2J\n\n");
      child.stderr.write("  late\r\n");
      child.stdout.write(Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join(""));
      child.exits(0);
    });
    const { output } = await run("notify", system);
    expect(output).toHaveLength(20);
    expect(output.at(-1)).toBe("line 29");
    const few = inventedProcesses("linux", (child) => {
      child.stdout.write("posted\u001B[2J\n\n");
      child.stderr.write("  late\r\n");
      child.exits(0);
    });
    expect((await run("notify", few)).output.toSorted()).toEqual(["late", "posted"]);
  });

  test.for<readonly [number | null, string | null, string]>([
    [7, null, "exit code 7"],
    [null, "SIGSEGV", "ended by SIGSEGV"],
  ])("that fails says how: %j %j", async ([code, signal, problem]) => {
    const system = inventedProcesses("linux", (child) => child.exits(code, signal));
    expect(await run("notify", system)).toEqual({ problem, output: [] });
  });

  test.for([
    ["ENOENT", "linux", "notify cannot be found"],
    [
      "ENOENT",
      "win32",
      "notify cannot be found; a .cmd or .bat file needs shell: before the command",
    ],
    ["EACCES", "linux", "notify cannot be run (EACCES)"],
    ["E2BIG", "linux", "notify cannot be started (E2BIG)"],
  ] as const)("that cannot be started says why: %s on %s", async ([code, platform, problem]) => {
    const error = Object.assign(new Error("spawn"), { code });
    const later = inventedProcesses(platform, (child) => child.fails(error));
    expect(await run("notify", later)).toEqual({ problem, output: [] });
    const atOnce = inventedProcesses(platform);
    const start = () => {
      throw error;
    };
    const port = { ...atOnce.port, start };
    const ran = await runCommand(readCommandLine("notify"), input, 1000, port, never);
    expect(ran).toEqual({ problem, output: [] });
  });

  test("that does not read its input is no failure", async () => {
    const system = inventedProcesses("linux", (child) => {
      child.stdin.destroy(Object.assign(new Error("write"), { code: "EPIPE" }));
      child.exits(0);
    });
    expect((await run("true", system)).problem).toBeUndefined();
  });

  test("that leaves a process behind with its output open is over half a second later", async () => {
    const system = inventedProcesses("linux", (child) => child.emit("exit", 0, null));
    const ran = run("daemon", system);
    await system.clock.advance(500);
    expect(await ran).toEqual({ problem: undefined, output: [] });
    expect(system.killed).toEqual([]);
  });
});

describe("a command that takes too long", () => {
  test("is ended with its group, by force where that does not help", async () => {
    const system = inventedProcesses("linux");
    const ran = run("sleep", system, { limitMs: 30_000 });
    await system.clock.advance(29_999);
    expect(system.killed).toEqual([]);
    await system.clock.advance(1);
    expect(system.killed).toEqual([[-100, "SIGTERM"]]);
    await system.clock.advance(1000);
    expect(system.killed).toEqual([
      [-100, "SIGTERM"],
      [-100, "SIGKILL"],
    ]);
    system.started[0]?.child.exits(null, "SIGKILL");
    expect((await ran).problem).toBe("ended, since it ran for longer than 30s");
    expect(system.clock.sleepers()).toBe(0);
  });

  test("and ends at SIGTERM is not ended by force", async () => {
    const system = inventedProcesses("linux");
    const ran = run("sleep", system, { limitMs: 5000 });
    await system.clock.advance(5000);
    system.started[0]?.child.exits(null, "SIGTERM");
    expect((await ran).problem).toBe("ended, since it ran for longer than 5s");
    expect(system.killed).toEqual([[-100, "SIGTERM"]]);
  });

  test("is ended on Windows by taskkill, with what it has started", async () => {
    const system = inventedProcesses("win32");
    const ran = run("sleep", system, { limitMs: 5000 });
    await system.clock.advance(5000);
    expect(system.started[1]).toMatchObject({
      program: String.raw`C:\Windows\System32\taskkill.exe`,
      args: ["/pid", "100", "/t", "/f"],
    });
    system.started[0]?.child.exits(1);
    expect((await ran).problem).toBe("ended, since it ran for longer than 5s");
    expect(system.killed).toEqual([]);
  });

  test("and cannot be ended holds up nothing for longer than three seconds", async () => {
    const system = inventedProcesses("linux");
    const ran = run("stuck", system, { limitMs: 5000 });
    await system.clock.advance(8000);
    expect((await ran).problem).toMatch(/^ended, since/);
  });
});

test("a command is ended once aggwatch is left, and at once where that ends at once", async () => {
  const system = inventedProcesses("linux");
  const left = new AbortController();
  const ran = run("sleep", system, { signal: left.signal });
  await system.clock.advance(1000);
  expect(system.hurried()).toBe(1);
  system.hurry();
  expect(system.killed).toEqual([[-100, "SIGKILL"]]);
  left.abort();
  await system.clock.advance(0);
  system.started[0]?.child.exits(null, "SIGKILL");
  expect((await ran).problem).toBe("ended, since aggwatch was left");
});
