import { join, resolve } from "node:path";
import { valueOf, type Environment } from "../system/environment.ts";
import type { SecretFile } from "../system/secret-file.ts";
import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";

/** Names another file than the usual one. */
export const fileVariable = "AGGWATCH_CONFIG";

const names = ["config.yaml", "config.yml", "config.json"] as const;

export interface DefaultsWorld {
  readonly env: Environment;
  readonly workingFolder: string;
  readonly homeFolder: string | undefined;
  /** Undefined for a user without a home. */
  readonly configFolder: string | undefined;
  /** See `ConfigWorld`. */
  readonly readFile: (path: string, name: string) => Promise<SecretFile | undefined>;
}

export interface DefaultsFile {
  /** Its path, with `~` for the user's home. */
  readonly name: string;
  /** Undefined where there is no file. */
  readonly text: string | undefined;
}

/**
 * The file that the environment names, else the one in the user's folder. Undefined without a folder;
 * throws UsageError where it cannot be read, or there are several.
 */
export async function findDefaultsFile(world: DefaultsWorld): Promise<DefaultsFile | undefined> {
  const { env, workingFolder, configFolder } = world;
  const named = valueOf(fileVariable, env);
  if (named !== "") {
    const file = await read(resolve(workingFolder, named), world);
    if (file) return file;
    throw new UsageError(
      `${fileVariable} names ${safeText(named)}, which does not exist; create that file, or unset it`,
    );
  }
  if (configFolder === undefined) return undefined;
  const files = await Promise.all(names.map((name) => read(join(configFolder, name), world)));
  const [file, another] = files.filter((one) => one !== undefined);
  if (file && another) {
    throw new UsageError(`there are ${file.name} and ${another.name}; keep one of them`);
  }
  return file ?? { name: shownPath(join(configFolder, names[0]), world), text: undefined };
}

async function read(path: string, world: DefaultsWorld): Promise<DefaultsFile | undefined> {
  const name = shownPath(path, world);
  const file = await world.readFile(path, name);
  return file && { name, text: file.text };
}

function shownPath(path: string, { homeFolder }: DefaultsWorld): string {
  const isInHome = homeFolder !== undefined && path.startsWith(join(homeFolder, "/"));
  return safeText(isInHome ? `~${path.slice(homeFolder.length)}` : path);
}
