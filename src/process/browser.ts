import { spawn } from "node:child_process";
import { type Environment, withoutSecrets } from "../system/environment.ts";
import { windowsProgram } from "../system/windows-program.ts";

/** Starts a program with its arguments, as Node's `spawn`. */
export type Spawn = typeof spawn;

type Command = readonly [program: string, ...args: string[]];

/**
 * The program that shows an address in the user's browser, to be started without a shell; or why
 * there is none, for people.
 */
function browserCommand(env: Environment, platform: NodeJS.Platform): Command | string {
  // The browser would open on a screen far from the user.
  if (env["SSH_CONNECTION"] || env["SSH_TTY"]) return "no browser over SSH";
  if (platform === "darwin") return ["open"];
  if (platform === "win32") {
    return [windowsProgram("rundll32.exe", env), "url.dll,FileProtocolHandler"];
  }
  const hasDisplay = env["DISPLAY"] || env["WAYLAND_DISPLAY"];
  return hasDisplay ? ["xdg-open"] : "no DISPLAY to open a browser on";
}

/**
 * Opens an https address in the user's browser, which lives on by itself. Settles with why it did
 * not work, for people, or with nothing once its starter has ended well.
 */
export function openBrowser(
  address: string,
  env: Environment,
  platform: NodeJS.Platform,
  start: Spawn = spawn,
): Promise<string | undefined> {
  const command = browserCommand(env, platform);
  if (typeof command === "string") return Promise.resolve(command);
  if (URL.parse(address)?.protocol !== "https:") return Promise.resolve("no https address");
  const [program, ...args] = command;
  return new Promise((resolve) => {
    const child = start(program, [...args, address], {
      stdio: "ignore",
      detached: platform !== "win32",
      env: withoutSecrets(env),
    });
    child.once("error", (error) => {
      const isMissing = "code" in error && error.code === "ENOENT";
      resolve(isMissing ? `${program} is not installed` : `${program} cannot be started`);
    });
    child.once("exit", (code) => resolve(code === 0 ? undefined : `${program} failed`));
    child.unref();
  });
}
