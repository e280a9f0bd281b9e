import type { Reading } from "../../ids/reading.ts";
import { type Environment, valueOf } from "../../system/environment.ts";
import { UsageError } from "../../system/usage-error.ts";
import type { GivenId } from "../../ids/given-id.ts";
import { mostIds, readIds, tooMany } from "../../ids/read-ids.ts";
import { textOfBytes } from "../../system/text-of-bytes.ts";
import { idWarnings } from "../../ids/warnings.ts";
import type { Host } from "../../process/host.ts";
import { readAll } from "../../system/read-all.ts";

const secretNames = ["SAIL_CLIENT_SECRET", "SAIL_CLIENT_ID", "SAIL_ACCESS_TOKEN"] as const;

/**
 * The ids of the command line, and with `-` those on standard input, with repetitions. Warnings go
 * to stderr; it throws UsageError for anything that is not an id.
 */
export async function givenIds(
  args: readonly string[],
  { stdin, stderr, env }: Pick<Host, "stdin" | "stderr" | "env">,
): Promise<readonly GivenId[]> {
  const written = args.filter((arg) => arg !== "-").map((arg) => readIds(arg, "argument"));
  const readings: readonly Reading[] = args.includes("-")
    ? [...written, await piped(stdin, stderr)]
    : written;
  const ids = readings.flatMap((one) => one.ids);
  if (ids.length > mostIds) throw tooMany();
  refuseSecrets(ids, env);
  const others = readings.reduce((sum, one) => sum + one.others, 0);
  for (const warning of idWarnings(ids, others)) stderr.write(`aggwatch: ${warning}\n`);
  return ids;
}

/** A secret pasted by mistake would go into an address, and onto the screen. */
function refuseSecrets(ids: readonly GivenId[], env: Environment): void {
  const given = new Set(ids.map(({ id }) => id.toLowerCase()));
  const name = secretNames.find((one) => given.has(valueOf(one, env).toLowerCase()));
  if (name !== undefined) {
    throw new UsageError(`the value of ${name} is not an aggregation id`);
  }
}

async function piped(stdin: Host["stdin"], stderr: Host["stderr"]): Promise<Reading> {
  if (stdin.isTTY) stderr.write("aggwatch: reading ids from the keyboard; Ctrl-D ends them\n");
  return readIds(textOfBytes(await readAll(stdin)), "stdin");
}

/** Throws UsageError for an id in two tenants, since everything else goes by the id alone. */
export function refuseSharedIds(ids: readonly GivenId[]): void {
  const tenants = new Map<string, string | undefined>();
  for (const { id, tenant, host } of ids) {
    // The tenant of an address is known later.
    if (host !== undefined) continue;
    if (tenants.has(id) && tenants.get(id) !== tenant) {
      throw new UsageError(`${id} is given for two tenants; run aggwatch once for each`);
    }
    tenants.set(id, tenant);
  }
}
