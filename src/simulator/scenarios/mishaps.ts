import { ordinaryRun } from "../timeline/ordinary-run.ts";
import type { FaultName } from "../http/faults.ts";
import type { Scenario } from "./scenario.ts";
import { message, over } from "./task-outcome.ts";
import { completing, longPlan } from "./plans.ts";

/** An ordinary aggregation with one fault, `times` in a row. */
function mishap(name: FaultName, source: string, about: string, times: number) {
  return completing(name, source, about, { faults: [{ fault: name, afterMs: 70_000, times }] });
}

/** An aggregation whose every request has the fault. */
function refusal(name: FaultName, source: string, about: string) {
  return {
    name,
    source,
    about,
    ending: "REFUSED",
    timeline: () => [{ atMs: 0, status: "STARTED", counters: undefined }],
    faults: [{ fault: name, afterMs: 0, times: Number.POSITIVE_INFINITY }],
    task: { kind: "pending" },
  } as const satisfies Scenario;
}

export const mishaps = [
  completing("short-token", "Ping", "access tokens live 15 seconds", { tokenLifeS: 15 }),
  mishap("revoked", "Google Workspace", "the token in use is revoked midway", 1),
  refusal("forbidden", "CyberArk", "403: not allowed for this user"),
  refusal("bad-request", "Legacy LDAP", "400: the tenant refuses the request"),
  mishap("retry-seconds", "Zendesk", "429 with Retry-After: 12", 1),
  mishap("retry-date", "Dropbox", "429 with a date in Retry-After", 1),
  mishap("retry-none", "HubSpot", "429 without Retry-After", 1),
  mishap("retry-garbage", "Webex", "429 with Retry-After: soon", 1),
  mishap("fault-500", "SharePoint", "500 twice in a row", 2),
  mishap("fault-502", "Badge System", "502 with a gateway's HTML, four times", 4),
  mishap("fault-503", "Epic", "503 with Retry-After: 8", 1),
  mishap("empty-body", "NetSuite", "200 without a body, twice", 2),
  mishap("truncated", "Confluence", "truncated JSON, twice", 2),
  mishap("reset", "Data Warehouse", "the connection breaks four times", 4),
  mishap("slow", "Mainframe", "three responses take twelve seconds each", 3),
  completing("limiter", "SAP ECC", "another program uses up the rate limit twice: 429", {
    timeline: (random) => ordinaryRun(random, longPlan),
    crowdedAtMs: [150_000, 360_000],
  }),
  completing("temp-error", "Smartsheet", "its task reports TEMP_ERROR; the next run succeeds", {
    isPassing: true,
    task: over(
      "TEMP_ERROR",
      message("ERROR", "connector_busy", "The connector was busy; try again."),
    ),
  }),
] as const satisfies readonly Scenario[];
