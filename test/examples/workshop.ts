import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { startSimulator } from "../../src/simulator/server.ts";
import { fasterClock, systemClock } from "../../src/time/clock.ts";
import { compileCache } from "../support/compile-cache.ts";

const jq = new URL("jq.ts", import.meta.url).pathname;

/** The name of the file that `npm pack` makes. */
export const packageFile = `aggwatch-${packageJson.version}.tgz`;

/** What a script came to. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** A repository of somebody who has copied the examples, and the machine that runs its pipeline. */
export interface Workshop {
  /** The checkout. */
  readonly folder: string;
  /** Runs a script as a pipeline does. */
  readonly bash: (
    script: string,
    env?: Readonly<Record<string, string>>,
    flags?: string,
  ) => Promise<Ran>;
  /** Puts a command of our own before all others. */
  readonly command: (name: string, script: string) => Promise<void>;
}

/** Has commands, and no aggwatch. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), "aggwatch-examples-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const commands = join(folder, "commands");
  await mkdir(commands);
  await symlink(process.execPath, join(commands, "node"));

  let scripts = 0;

  async function command(name: string, script: string): Promise<void> {
    const path = join(commands, name);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
  }
  await command("jq", `exec node ${jq} "$@"`);

  return {
    folder,
    command,
    async bash(script, env = {}, flags = "-e") {
      const file = join(folder, `script-${(scripts += 1)}.sh`);
      await writeFile(file, script);
      const path = [commands, join(folder, "prefix", "bin"), process.env["PATH"]].join(":");
      const own = {
        PATH: path,
        HOME: folder,
        ...compileCache(),
        XDG_RUNTIME_DIR: folder,
        // What is installed is here, and nothing is fetched.
        npm_config_prefix: join(folder, "prefix"),
        npm_config_cache: join(folder, "cache"),
        npm_config_offline: "true",
        // Nobody waits for longer than it takes.
        AGGWATCH_INTERVAL: "1",
      };
      return new Promise((resolve) => {
        const options = { cwd: folder, env: { ...own, ...env } };
        execFile("bash", [...flags.split(" "), file], options, (error, output, errors) => {
          resolve({ code: error ? Number(error.code) : 0, output, errors });
        });
      });
    },
  };
}

/** A workshop that has the package where examples want it. */
export async function openCheckout(): Promise<Workshop> {
  const workshop = await openWorkshop();
  const tools = join(workshop.folder, "tools");
  await mkdir(tools);
  await copyFile(inject("packed").path, join(tools, packageFile));
  return workshop;
}

/** A workshop in which aggwatch is installed already. */
export async function openInstalled(): Promise<Workshop> {
  const workshop = await openCheckout();
  await symlink(inject("packed").prefix, join(workshop.folder, "prefix"));
  return workshop;
}

/**
 * The environment of a client of a simulated tenant, whose aggregations take next to no time by
 * default.
 *
 * @param speed A status is known for an hour by that clock, so a script that only comes to ask for it
 *   after an installation needs a slower one.
 */
export async function openTenant(speed = 200) {
  const simulator = await startSimulator({
    scenarios: [],
    seed: 1,
    port: 0,
    aggregationClock: fasterClock(systemClock, speed),
    clientClock: systemClock,
  });
  onTestFinished(() => simulator.close());
  return {
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
  };
}
