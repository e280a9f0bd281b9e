import { UsageError } from "./usage-error.ts";

/**
 * Loads packages that only some users need and install. Node finds them beside aggwatch: in the same
 * project, or in the same folder of global packages. Never in the working folder, whose code would
 * then run wherever the program is called.
 *
 * @param what needs them, as `--metrics`
 * @param packages as given to npm install
 * @throws UsageError where they are missing
 */
export async function loadOptional<Loaded>(
  load: () => Promise<Loaded>,
  what: string,
  packages: readonly string[],
): Promise<Loaded> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code !== "ERR_MODULE_NOT_FOUND" && error.code !== "MODULE_NOT_FOUND") throw error;
    const names = packages.join(" ");
    throw new UsageError(
      `${what} needs ${names}, not installed. Install it where aggwatch is: ` +
        `npm install --global ${names} (in a project, without --global)`,
    );
  }
}
