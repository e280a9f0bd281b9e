import { safeText } from "../text/safe-text.ts";
import { cliEnvironmentOffer } from "./cli-environment.ts";
import { configJsonName, configJsonOffer } from "./config-json.ts";
import { configYamlName } from "./config-yaml.ts";
import { valueOf } from "../system/environment.ts";
import { environmentOffer } from "./sail-variables.ts";
import type { Selection } from "./selection.ts";
import type { ConfigWorld, Draft, Offer, TenantConfig } from "./tenant-config.ts";
import { type Resolved, tenantOfPrefix } from "./tenant-of-prefix.ts";
import { UsageError } from "../system/usage-error.ts";

/** For people. */
export interface SourceReport {
  readonly source: string;
  readonly says: string;
  /** What is used of it. */
  readonly gives: readonly ("base URL" | "credentials")[];
}

export interface TenantFinding extends Draft {
  readonly sources: readonly SourceReport[];
  readonly warnings: readonly string[];
  readonly problem: UsageError | undefined;
  /** What to set, where the search ended without a problem but incomplete. */
  readonly missing: string | undefined;
}

interface Source {
  readonly source: string;
  readonly ask: (draft: Draft) => Offer | Promise<Offer>;
}

/**
 * Takes address and credentials from the first source that has them: command line, environment
 * variables, `./config.json`, SailPoint's CLI; an environment named on the command line goes first.
 * Later sources are not read. Credentials are for one address: those of the variables for the tenant
 * of the variables or of a flag, those of a file for its own address. Throws UsageError where the
 * prefix of an id is not a configured tenant.
 */
export async function findTenant(selection: Selection, world: ConfigWorld): Promise<TenantFinding> {
  const reports: SourceReport[] = [];
  const warnings: string[] = [];
  let draft: Draft = {};
  let problem: UsageError | undefined;
  let hasOthers = false;
  for (const { source, ask } of await sourcesOf(selection, world)) {
    if (problem || (draft.baseUrl && draft.credentials)) {
      reports.push({ source, says: problem ? "not checked" : "not needed", gives: [] });
      continue;
    }
    try {
      // In sequence: each source sees what those before it gave.
      const offer = await ask(draft);
      const { says, warning, baseUrl, credentials, web } = offer;
      if (warning !== undefined) warnings.push(warning);
      hasOthers ||= offer.hasOthers === true;
      draft = {
        baseUrl: draft.baseUrl ?? baseUrl,
        credentials: draft.credentials ?? credentials,
        web: draft.web ?? web,
      };
      const gives = [baseUrl && "base URL", credentials && "credentials"] as const;
      reports.push({ source, says, gives: gives.filter((one) => one !== undefined) });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problem = error;
      reports.push({ source, says: error.message, gives: [] });
    }
  }
  const missing = problem ? undefined : missingText(draft, hasOthers);
  return { ...draft, sources: reports, warnings, problem, missing };
}

/** Throws the problem, or UsageError with what is missing and the sources. */
export function tenantConfig(finding: TenantFinding): TenantConfig {
  const { baseUrl, credentials, web, sources, problem, missing = "" } = finding;
  if (problem) throw problem;
  if (baseUrl && credentials) return { baseUrl: baseUrl.value, credentials, web };
  throw new UsageError(
    [
      `no tenant configured: ${missing}`,
      "looked in:",
      ...sources.map(({ source, says }) => `  ${source}: ${says}`),
      "to check the configuration: aggwatch doctor",
      "to see it without a tenant: aggwatch demo",
    ].join("\n"),
  );
}

async function sourcesOf(selection: Selection, world: ConfigWorld): Promise<readonly Source[]> {
  const tenant = await resolved(selection, world);
  const active = valueOf("SAIL_ACTIVEENVIRONMENT", world.env).toLowerCase();
  const isMeant =
    tenant.kind !== "nothing" &&
    (tenant.isOfFlag || (tenant.kind === "environment" && tenant.name.toLowerCase() === active));
  const offer: Offer =
    tenant.kind === "nothing"
      ? { says: "no tenant given" }
      : { says: tenant.by, ...(tenant.kind === "address" && { baseUrl: tenant.baseUrl }) };
  const commandLine: Source = { source: "command line", ask: () => offer };
  const files: readonly Source[] = [
    {
      source: "environment variables",
      ask: (draft) => environmentOffer(world.env, draft, isMeant),
    },
    { source: configJsonName, ask: (draft) => configJsonOffer(world, draft) },
  ];
  const name = tenant.kind === "environment" ? tenant.name : undefined;
  const cli: Source = {
    source: configYamlName,
    ask: (draft) => cliEnvironmentOffer(world, draft, name),
  };
  return name === undefined ? [commandLine, ...files, cli] : [commandLine, cli, ...files];
}

async function resolved(selection: Selection, world: ConfigWorld): Promise<Resolved> {
  switch (selection.kind) {
    case "nothing":
      return selection;
    case "prefix":
      return tenantOfPrefix(selection, world);
    case "address":
      return { ...selection, by: selection.baseUrl.from, isOfFlag: true };
    case "environment":
      return { ...selection, by: `--env ${safeText(selection.name)}`, isOfFlag: true };
  }
}

/** What to set to complete a draft. `hasOthers`: there are credentials, but not for its tenant. */
function missingText({ baseUrl, credentials }: Draft, hasOthers: boolean): string | undefined {
  if (baseUrl && credentials) return undefined;
  if (baseUrl && hasOthers) {
    return (
      `the credentials that are set are not for ${baseUrl.value.origin}; store its own with ` +
      "SailPoint's CLI (sail set pat), or name that tenant with --env, --tenant or --base-url, for " +
      "which the variables are used"
    );
  }
  const needsClient = !credentials && !hasOthers;
  const address = "base URL: https://{tenant}.api.identitynow.com";
  const client = "client: a personal access token";
  const names = [
    ...(baseUrl ? [] : ["SAIL_BASE_URL"]),
    ...(needsClient ? ["SAIL_CLIENT_ID", "SAIL_CLIENT_SECRET"] : []),
  ];
  const meanings = [...(baseUrl ? [] : [address]), ...(needsClient ? [client] : [])];
  return `set ${new Intl.ListFormat("en-GB").format(names)} (${meanings.join("; ")})`;
}
