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
 * Credentials belong to one address: those of the variables to the tenant that the variables or a
 * flag name, those of a file to the address in it.
 *
 * @throws UsageError where what stands in front of an id is none of the tenants configured
 */
export async function findTenant(selection: Selection, world: ConfigWorld): Promise<TenantFinding> {
  const reports: SourceReport[] = [];
  const warnings: string[] = [];
  let draft: Draft = {};
  let problem: UsageError | undefined;
  let hasOthers = false;
  for (const { source, ask } of await sourcesOf(selection, world)) {
    if (problem || (draft.baseUrl && draft.credentials)) {
      reports.push({ source, says: problem ? "not looked at" : "not needed", gives: [] });
      continue;
    }
    try {
      // In this order, since each is asked for what the ones before have not.
      // oxlint-disable-next-line no-await-in-loop
      const offer = await ask(draft);
      const { says, warnings: more = [], baseUrl, credentials } = offer;
      warnings.push(...more);
      hasOthers ||= offer.hasOthers ?? false;
      draft = { baseUrl: draft.baseUrl ?? baseUrl, credentials: draft.credentials ?? credentials };
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
  const tenant = await resolved(selection, world);
  const active = valueOf("SAIL_ACTIVEENVIRONMENT", world.env).toLowerCase();
  const isMeant =
    tenant.kind !== "nothing" &&
    (tenant.isOfFlag || (tenant.kind === "environment" && tenant.name.toLowerCase() === active));
  const files: readonly Source[] = [
    {
      source: "environment variables",
      ask: (draft) => environmentOffer(world.env, draft, isMeant),
    },
    { source: configJsonName, ask: (draft) => configJsonOffer(world, draft) },
  ];
  const cli = (name?: string): Source => ({
    source: configYamlName,
    ask: (draft) => cliEnvironmentOffer(world, draft, name),
  });
  switch (tenant.kind) {
    case "nothing":
      return [commandLine({ says: "names no tenant" }), ...files, cli()];
    case "address":
      return [commandLine({ says: tenant.by, baseUrl: tenant.baseUrl }), ...files, cli()];
    case "environment":
      return [commandLine({ says: tenant.by }), cli(tenant.name), ...files];
  }
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

function commandLine(offer: Offer): Source {
  return { source: "command line", ask: () => offer };
}

/**
 * What to set for what a draft has not; undefined where it has all.
 *
 * @param hasOthers whether there are credentials, for another tenant or for none that is known
 */
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
