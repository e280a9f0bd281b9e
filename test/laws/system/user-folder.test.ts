import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { historyFolder } from "../../../src/history/folder.ts";
import { configFolder } from "../../../src/settings/folder.ts";
import { userFolder } from "../../../src/system/user-folder.ts";

/** The library asks the process for its system. */
function on(platform: NodeJS.Platform, env: Readonly<Record<string, string>> = {}): void {
  const before = { platform: process.platform, env: { ...process.env } };
  onTestFinished(() => {
    Object.defineProperty(process, "platform", { value: before.platform });
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, before.env);
  });
  Object.defineProperty(process, "platform", { value: platform });
  Object.assign(process.env, env);
}

test("on macOS they are in the user's Library, where XDG's variables say nothing", async () => {
  on("darwin", { XDG_STATE_HOME: "/elsewhere", XDG_CONFIG_HOME: "/elsewhere" });
  const library = join(homedir(), "Library");
  expect(await configFolder()).toBe(join(library, "Preferences", "aggwatch"));
  expect(await historyFolder()).toBe(join(library, "Logs", "aggwatch"));
  expect(await userFolder("cache", [".cache"])).toBe(join(library, "Caches", "aggwatch"));
});

test("on Windows they are in the user's profile, also without its variables", async () => {
  on("win32", { APPDATA: "/roaming", LOCALAPPDATA: "" });
  const local = join(homedir(), "AppData", "Local", "aggwatch");
  expect(await configFolder()).toBe(join("/roaming", "aggwatch", "Config"));
  expect(await historyFolder()).toBe(join(local, "Log"));
  expect(await userFolder("cache", [".cache"])).toBe(join(local, "Cache"));
});

test("a relative path in a variable is ignored", async () => {
  on("linux", { XDG_STATE_HOME: "relative" });
  expect(await historyFolder()).toBe(join(homedir(), ".local", "state", "aggwatch"));
});
