import { join, resolve } from "node:path";
import { valueOf, type Environment } from "../system/environment.ts";
import type { SecretFile } from "../system/secret-file.ts";
import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";

/** Names another file than the usual one. */
export const fileVariable = "AGGWATCH_CONFIG";

const names = ["config.yaml", "config.yml", "config.json"] as const;

/** The world around the configuration file. */
export interface DefaultsWorld {
  readonly env: Environment;
  readonly workingFolder: string;
  /** Undefined where the user has none. */
  readonly homeFolder: string | undefined;
  /** Where the file is looked for; undefined where the user has no home. */
  readonly configFolder: string | undefined;
  /** See `ConfigWorld`. */
  readonly readFile: (path: string, name: string) => Promise<SecretFile | undefined>;
}

/** The file that was looked for. */
export interface DefaultsFile {
  /** What to call it: its path, with `~` for the user's home. */
  readonly name: string;
  /** Undefined where there is none. */
  readonly text: string | undefined;
}

/**
 * The configuration file: the one that the environment names, else the one in the user's folder.
 *
 * @returns undefined where there is nowhere to look for one
 * @throws UsageError where it cannot be read, or there are several
 */
export async function findDefaultsFile(world: DefaultsWorld): Promise<DefaultsFile | undefined> {
  const { env, workingFolder, configFolder } = world;
  const named = valueOf(fileVariable, env);
  if (named !== "") {
    const [file] = await readAll([resolve(workingFolder, named)], world);
    if (file) return file;
    throw new UsageError(
      `${fileVariable} names ${safeText(named)}, which is not there; make that file, or unset it`,
    );
  }
  if (configFolder === undefined) return undefined;
  const paths = names.map((name) => join(configFolder, name));
  const [file, another] = await readAll(paths, world);
  if (file && another) {
    throw new UsageError(`there are ${file.name} and ${another.name}; keep one of them`);
  }
  return file ?? { name: shownPath(paths[0] ?? configFolder, world), text: undefined };
}

/** Those that are there. */
async function readAll(
  paths: readonly string[],
  world: DefaultsWorld,
): Promise<readonly DefaultsFile[]> {
  const files = await Promise.all(
    paths.map(async (path) => {
      const name = shownPath(path, world);
      const file = await world.readFile(path, name);
      return file && { name, text: file.text };
    }),
  );
  return files.filter((file) => file !== undefined);
}

function shownPath(path: string, { homeFolder }: DefaultsWorld): string {
  const isInHome = homeFolder !== undefined && path.startsWith(join(homeFolder, "/"));
  return safeText(isInHome ? `~${path.slice(homeFolder.length)}` : path);
}
