import * as v from "valibot";
import { safeText } from "../text/safe-text.ts";
import { UsageError } from "../system/usage-error.ts";

/** What to call the file. */
export const configYamlName = "~/.sailpoint/config.yaml";

/** An environment of SailPoint's CLI: a tenant under a name of the user's. Empty: not said. */
export interface CliEnvironment {
  /** In small letters, as the CLI has it and as the keyring's account is called. */
  readonly name: string;
  readonly baseUrl: string;
  /** Of files older than the CLI's use of the keyring. */
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What SailPoint's CLI has written down. */
export interface CliConfig {
  /** In small letters; empty where none is. */
  readonly activeEnvironment: string;
  /** `pat`, `oauth`, or what else stands there. */
  readonly authType: string;
  readonly environments: readonly CliEnvironment[];
}

const text = v.fallback(v.optional(v.pipe(v.string(), v.trim()), ""), "");
const nothing = { clientid: "", clientsecret: "" };
const environment = v.object({
  baseurl: text,
  pat: v.fallback(v.optional(v.object({ clientid: text, clientsecret: text }), nothing), nothing),
});
const config = v.object({
  activeenvironment: text,
  authtype: text,
  environments: v.nullish(v.record(v.string(), v.nullish(v.unknown())), {}),
});

/**
 * Reads the file that SailPoint's CLI keeps. Letters of keys may be large or small, as the CLI
 * has it.
 *
 * @throws UsageError that names the place and repeats nothing of the file
 */
export async function parseConfigYaml(source: string): Promise<CliConfig> {
  // It takes its time to load, and most never need it.
  const { parseDocument } = await import("yaml");
  const document = unlessEndless(() =>
    parseDocument(source, { prettyErrors: true, logLevel: "silent" }),
  );
  const [error] = document?.errors ?? [];
  if (error) {
    const line = error.linePos?.[0].line;
    throw new UsageError(
      `${configYamlName} is no YAML${line === undefined ? "" : ` (line ${line})`}; mend it there`,
    );
  }
  const value: unknown = unlessEndless(() => document?.toJS() ?? {});
  const parsed = v.safeParse(config, withSmallKeys(value ?? ""));
  if (!parsed.success) {
    throw new UsageError(
      `${configYamlName} is not what SailPoint's CLI writes: environments with a name each`,
    );
  }
  const { activeenvironment, authtype, environments } = parsed.output;
  return {
    activeEnvironment: activeenvironment.toLowerCase(),
    authType: safeText(authtype).toLowerCase(),
    environments: Object.entries(environments ?? {}).map(([name, value]) => {
      const read = v.parse(v.fallback(environment, { baseurl: "", pat: nothing }), value);
      const { baseurl: baseUrl, pat } = read;
      return { name, baseUrl, clientId: pat.clientid, clientSecret: pat.clientsecret };
    }),
  };
}

/** Undefined where something in it has no end: aliases, or what stands in itself too deep. */
function unlessEndless<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The environments are no deeper. An alias may stand in what it stands for. */
const mostDepth = 4;

/** No list belongs anywhere: one is nothing that can be read. */
function withSmallKeys(value: unknown, depth = 0): unknown {
  if (Array.isArray(value) || depth > mostDepth) return "";
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.toLowerCase(),
      withSmallKeys(inner, depth + 1),
    ]),
  );
}
