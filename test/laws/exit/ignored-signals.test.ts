import { constants } from "node:os";
import { describe, expect, test } from "vitest";
import { ignoredSignals, type StartTraces } from "../../../src/exit/ignored-signals.ts";

const nothing: StartTraces = { env: {}, parentStatus: undefined, stdin: undefined };

/** `/proc/PID/status` of a process that ignores signals. */
function status(name: string, ...signals: readonly NodeJS.Signals[]): string {
  const bits = signals.map((signal) => 2n ** BigInt(constants.signals[signal] - 1));
  const mask = bits.reduce((sum, bit) => sum + bit, 0n);
  return `Name:\t${name}\nSigBlk:\t0\nSigIgn:\t${mask.toString(16).padStart(16, "0")}\n`;
}

const of = (traces: Partial<StartTraces>) => [...ignoredSignals({ ...nothing, ...traces })];

describe("SIGHUP is ignored", () => {
  test.for(["/usr/bin/nohup", "nohup", "*4711*/usr/bin/nohup"])(
    "where the shell says that it ran %s",
    (name) => expect(of({ env: { _: name } })).toEqual(["SIGHUP"]),
  );

  test("where nohup has put something unreadable for standard input", () => {
    const info = "pos:\t0\nflags:\t02100001\nmnt_id:\t5\n";
    expect(of({ stdin: { path: "/dev/null", info } })).toEqual(["SIGHUP"]);
  });

  test("where the script that started this was started so", () => {
    expect(of({ parentStatus: status("bash", "SIGHUP") })).toEqual(["SIGHUP"]);
  });
});

describe("what a shell's trap ignores is ignored", () => {
  test.for(["SIGINT", "SIGTERM", "SIGUSR2"] as const)("%s", (signal) => {
    expect(of({ parentStatus: status("dash", signal) })).toEqual([signal]);
  });

  test("SIGINT also in a shell that ignores SIGQUIT for itself", () => {
    expect(of({ parentStatus: status("zsh", "SIGINT", "SIGQUIT") })).toEqual(["SIGINT"]);
  });
});

describe("nothing is ignored", () => {
  test.for([
    ["where nothing is to be seen", {}],
    ["where another program was run", { env: { _: "/usr/local/bin/nohup-not" } }],
    [
      "where standard input is empty",
      { stdin: { path: "/dev/null", info: "pos:\t0\nflags:\t0100000\n" } },
    ],
    [
      "by what an interactive shell ignores for itself",
      { parentStatus: status("bash", "SIGQUIT", "SIGTERM", "SIGTSTP", "SIGTTIN", "SIGTTOU") },
    ],
    [
      "by what waits for a program that may be interrupted",
      { parentStatus: status("time", "SIGINT", "SIGQUIT") },
    ],
  ] as const)("%s", ([, traces]) => expect(of(traces)).toEqual([]));
});
