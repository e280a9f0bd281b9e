import { safeText } from "../text/safe-text.ts";
import { cliEnvironmentOffer, hasCliEnvironment } from "./cli-environment.ts";
import { configJsonName, configJsonOffer } from "./config-json.ts";
import { configYamlName } from "./config-yaml.ts";
import { environmentOffer } from "./sail-variables.ts";
import type { Selection } from "./selection.ts";
import { tenantUrl } from "./base-url.ts";
import type { ConfigWorld, Draft, Offer, TenantConfig } from "./tenant-config.ts";
import { UsageError } from "./usage-error.ts";

/** What became of one source, for people. */
export interface SourceReport {
  readonly source: string;
  readonly says: string;
  /** What of it is used. */
  readonly gives: readonly ("base URL" | "credentials")[];
}

/** Where the configuration was looked for, and what came of it. */
export interface TenantFinding extends Draft {
  /** In the order in which they were asked. */
  readonly sources: readonly SourceReport[];
  readonly warnings: readonly string[];
  /** What stopped the search. */
  readonly problem: UsageError | undefined;
  /** What to set, where nothing stopped the search and it did not find all. */
  readonly missing: string | undefined;
}

interface Source {
  readonly source: string;
  readonly ask: (draft: Draft) => Offer | Promise<Offer>;
}

/**
 * Looks for a tenant's address and credentials in one source after the other, the first that has
 * one gives it: the command line, environment variables, `./config.json`, SailPoint's CLI. An
 * environment of the CLI that the command line names goes first. What is not needed is not read.
 */
export async function findTenant(selection: Selection, world: ConfigWorld): Promise<TenantFinding> {
  const reports: SourceReport[] = [];
  const warnings: string[] = [];
  let draft: Draft = {};
  let problem: UsageError | undefined;
  for (const { source, ask } of await sourcesOf(selection, world)) {
    if (problem || (draft.baseUrl && draft.credentials)) {
      reports.push({ source, says: problem ? "not looked at" : "not needed", gives: [] });
      continue;
    }
    try {
      // In this order, since each is asked for what the ones before have not.
      // oxlint-disable-next-line no-await-in-loop
      const { says, warnings: more = [], baseUrl, credentials } = await ask(draft);
      warnings.push(...more);
      draft = { baseUrl: draft.baseUrl ?? baseUrl, credentials: draft.credentials ?? credentials };
      const gives = [baseUrl && "base URL", credentials && "credentials"] as const;
      reports.push({ source, says, gives: gives.filter((one) => one !== undefined) });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problem = error;
      reports.push({ source, says: error.message, gives: [] });
    }
  }
  const missing = problem ? undefined : missingText(draft);
  return { ...draft, sources: reports, warnings, problem, missing };
}

/** @throws UsageError that says what stopped the search, or what is missing and where it was looked for */
export function tenantConfig(finding: TenantFinding): TenantConfig {
  const { baseUrl, credentials, sources, problem, missing = "" } = finding;
  if (problem) throw problem;
  if (baseUrl && credentials) return { baseUrl: baseUrl.value, credentials: credentials.value };
  const looked = sources.map(({ source, says }) => `${source} (${says})`).join(", ");
  throw new UsageError(
    `no tenant to ask: ${missing}. Looked for in ${looked}. Without a tenant, try: aggwatch demo`,
  );
}

async function sourcesOf(selection: Selection, world: ConfigWorld): Promise<readonly Source[]> {
  const files: readonly Source[] = [
    { source: "environment variables", ask: (draft) => environmentOffer(world.env, draft) },
    { source: configJsonName, ask: (draft) => configJsonOffer(world, draft) },
  ];
  const cli = (name?: string): Source => ({
    source: configYamlName,
    ask: (draft) => cliEnvironmentOffer(world, draft, name),
  });
  switch (selection.kind) {
    case "nothing":
      return [commandLine({ says: "names no tenant" }), ...files, cli()];
    case "address": {
      const { baseUrl } = selection;
      return [commandLine({ says: baseUrl.from, baseUrl }), ...files, cli()];
    }
    case "environment":
      return [
        commandLine({ says: `--env ${safeText(selection.name)}` }),
        cli(selection.name),
        ...files,
      ];
    case "name": {
      const { name } = selection;
      const from = `${name}: in front of an id`;
      if (await hasCliEnvironment(world, name)) {
        return [commandLine({ says: from }), cli(name), ...files];
      }
      const baseUrl = { value: tenantUrl(name), from };
      return [commandLine({ says: from, baseUrl }), ...files, cli()];
    }
  }
}

function commandLine(offer: Offer): Source {
  return { source: "command line", ask: () => offer };
}

/** What to set for what a draft has not; undefined where it has all. */
function missingText({ baseUrl, credentials }: Draft): string | undefined {
  if (baseUrl && credentials) return undefined;
  const address = "base URL: https://{tenant}.api.identitynow.com";
  const client = "client: a personal access token";
  const names = [
    ...(baseUrl ? [] : ["SAIL_BASE_URL"]),
    ...(credentials ? [] : ["SAIL_CLIENT_ID", "SAIL_CLIENT_SECRET"]),
  ];
  const meanings = [...(baseUrl ? [] : [address]), ...(credentials ? [] : [client])];
  return `set ${new Intl.ListFormat("en-GB").format(names)} (${meanings.join("; ")})`;
}
