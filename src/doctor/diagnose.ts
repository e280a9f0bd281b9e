import type { ApiRequest } from "../api/http/api.ts";
import { openConnections } from "../api/http/connections.ts";
import type { RequestTrace } from "../api/http/request-trace.ts";
import type { ApiVersion } from "../api/http/paths.ts";
import { createTenant } from "../api/tenant.ts";
import { findTenant, tenantConfig } from "../tenant-config/find-tenant.ts";
import { proxyTo } from "../api/http/proxies.ts";
import type { Selection } from "../tenant-config/selection.ts";
import type { ConfigWorld } from "../tenant-config/tenant-config.ts";
import type { Clock } from "../time/clock.ts";
import {
  checkPermission,
  checkSignIn,
  checkSources,
  checkTasks,
  checkUserContext,
} from "./access.ts";
import { type BudgetPatient, checkBudget } from "./budget.ts";
import { type Check, unchecked } from "./check.ts";
import { checkClock } from "./clock.ts";
import { checkCommands } from "./commands.ts";
import { checkConfiguration } from "./configuration.ts";
import { retryingTenant } from "./retrying.ts";
import { checkReach, type Lookup } from "./reach.ts";
import { checkVersion } from "./version.ts";

export interface Patient {
  readonly selection: Selection;
  readonly version: ApiVersion;
  readonly world: ConfigWorld;
  readonly lookup: Lookup;
  /** Undefined where no budget server is set. */
  readonly budget?: BudgetPatient | undefined;
  /** Hears of each request. */
  readonly traced?: ((trace: RequestTrace) => void) | undefined;
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
  /** Prints why a check takes longer. */
  readonly delayed: (text: string) => void;
}

/** Checks all that a watch needs, one after the other; after a bad one, others may be unchecked. */
export async function* diagnose(patient: Patient, signal: AbortSignal): AsyncGenerator<Check> {
  const key = yield* checkTenant(patient, signal);
  if (patient.budget) yield await checkBudget(patient.budget, key ?? "doctor", signal);
}

/** Returns what names the client to a budget server, where that is known. */
async function* checkTenant(
  patient: Patient,
  signal: AbortSignal,
): AsyncGenerator<Check, string | undefined> {
  const { selection, version, world, lookup, clock, traced } = patient;
  const later = ["user context", "permission", "tasks", "sources", "commands"] as const;
  const names = ["DNS and TLS", "sign-in", ...later, "clock"] as const;
  const finding = await findTenant(selection, world);
  const { check: configuration, proxies } = checkConfiguration(finding, world.env);
  yield configuration;
  if (!proxies) {
    yield* names.map(unchecked);
    return undefined;
  }
  const { baseUrl, credentials } = tenantConfig(finding);
  const connections = openConnections(proxies);
  const deps = { clock, ...connections, proxy: proxyTo(baseUrl, proxies), traced };
  const persevering = { ...patient, signal };
  const reach = await checkReach(baseUrl, proxies, lookup, deps, persevering);
  yield reach.check;
  const bare = createTenant(baseUrl, credentials, deps, version);
  if (reach.check.verdict === "bad") {
    yield* names.slice(1).map(unchecked);
    return bare.budgetKey;
  }
  const tenant = retryingTenant(bare, persevering);
  const { check: signIn, accessToken } = await checkSignIn(tenant, signal);
  yield signIn;
  if (accessToken === undefined) {
    yield* later.map(unchecked);
  } else {
    yield checkUserContext(accessToken);
    const permission = await checkPermission(tenant, accessToken, signal);
    yield permission;
    const api = { version, ask: (request: ApiRequest) => tenant.ask(request, accessToken, signal) };
    const tasks = await checkTasks(api);
    yield tasks;
    const sources = await checkSources(api);
    yield sources;
    yield checkCommands({ status: permission, tasks, sources });
  }
  if (tenant.isDeprecated?.() === true) yield checkVersion(version);
  yield checkClock(reach.aheadMs);
  return bare.budgetKey;
}
