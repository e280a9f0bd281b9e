import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { openBrowser, type Spawn } from "../../../src/process/browser.ts";
import type { Environment } from "../../../src/system/environment.ts";

const page = "https://acme.identitynow.com/ui/a/admin/connections/sources/2c91";
const desktop = { DISPLAY: ":0" };

/** A system on which what is started ends as `end` says. */
function system(end: (child: EventEmitter) => void) {
  const started: (readonly [string, readonly string[], Parameters<Spawn>[2]])[] = [];
  const start = ((program: string, args: readonly string[], options: Parameters<Spawn>[2]) => {
    started.push([program, args, options]);
    const child = Object.assign(new EventEmitter(), { unref: () => undefined });
    queueMicrotask(() => end(child));
    return child;
  }) as unknown as Spawn;
  return { started, start };
}

const well = (child: EventEmitter) => child.emit("exit", 0);

test.for<readonly [NodeJS.Platform, Environment, string, readonly string[]]>([
  ["linux", desktop, "xdg-open", [page]],
  ["linux", { WAYLAND_DISPLAY: "wayland-0" }, "xdg-open", [page]],
  ["freebsd", desktop, "xdg-open", [page]],
  ["darwin", {}, "open", [page]],
  [
    "win32",
    { SystemRoot: String.raw`D:\Windows` },
    String.raw`D:\Windows\System32\rundll32.exe`,
    ["url.dll,FileProtocolHandler", page],
  ],
])("on %s in %j it is %s, without a shell", async ([platform, env, program, args]) => {
  const { started, start } = system(well);
  expect(await openBrowser(page, env, platform, start)).toBeUndefined();
  expect(started).toEqual([[program, args, expect.not.objectContaining({ shell: true })]]);
});

test.for<readonly [NodeJS.Platform, Environment, string]>([
  ["linux", {}, "no DISPLAY to open a browser on"],
  ["linux", { DISPLAY: "" }, "no DISPLAY to open a browser on"],
  ["linux", { ...desktop, SSH_CONNECTION: "10.0.0.1 5022 10.0.0.2 22" }, "no browser over SSH"],
  ["darwin", { SSH_TTY: "/dev/ttys001" }, "no browser over SSH"],
])("on %s in %j there is none: %s", async ([platform, env, problem]) => {
  const { started, start } = system(well);
  expect(await openBrowser(page, env, platform, start)).toBe(problem);
  expect(started).toEqual([]);
});

test("a starter that is missing, cannot run or fails is named", async () => {
  const missing = Object.assign(new Error("spawn"), { code: "ENOENT" });
  const forbidden = Object.assign(new Error("spawn"), { code: "EACCES" });
  const problems = await Promise.all(
    [
      (child: EventEmitter) => child.emit("error", missing),
      (child: EventEmitter) => child.emit("error", forbidden),
      (child: EventEmitter) => child.emit("exit", 3),
      (child: EventEmitter) => child.emit("exit", null, "SIGKILL"),
    ].map((end) => openBrowser(page, desktop, "linux", system(end).start)),
  );
  expect(problems).toEqual([
    "xdg-open is not installed",
    "xdg-open cannot be started",
    "xdg-open failed",
    "xdg-open failed",
  ]);
});

test.for(["http://acme.identitynow.com/", "file:///etc/passwd", "--help", "calc.exe", ""])(
  "%j is never opened",
  async (address) => {
    const { started, start } = system(well);
    expect(await openBrowser(address, desktop, "linux", start)).toBe("no https address");
    expect(started).toEqual([]);
  },
);

test("the browser gets no secret, and outlives the program", async () => {
  const { started, start } = system(well);
  const names = ["SAIL_CLIENT_SECRET", "SAIL_ACCESS_TOKEN", "sail_x", "AGGWATCH_BUDGET_PASSWORD"];
  const secrets = Object.fromEntries(names.map((name) => [name, "canary"]));
  await openBrowser(page, { ...desktop, ...secrets, HOME: "/home/me" }, "linux", start);
  const [[, , options] = []] = started;
  expect(options?.env).toEqual({ ...desktop, HOME: "/home/me" });
  expect(options).toMatchObject({ detached: true, stdio: "ignore" });
});
