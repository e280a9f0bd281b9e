import {
  NotFoundError,
  RefusedError,
  SignInRefusedError,
  TransientError,
} from "../../src/api/http/errors.ts";
import type { Watch } from "../../src/watch/model/watch.ts";
import { accounts, identities } from "../support/invented/answers.ts";
import {
  asked,
  fails,
  says,
  saysEveryFive,
  type Step,
  story,
  taskFails,
  taskPolled,
  taskSays,
  waits,
} from "./story.ts";

/** As long as real ids are, and another one for each state. */
function idOf(name: string): string {
  return `2c91${Buffer.from(name).toString("hex")}`.padEnd(32, "0").slice(0, 32);
}

const three404s = ["14:03:10", "14:03:17", "14:03:24"].map((time) =>
  fails(time, new NotFoundError("")),
);

/** The same fault at each of these times, until it is given up. */
function givenUp(error: TransientError, giveUpAfterMs: number, times: readonly string[]): Step[] {
  return times.map((time) => [time, { type: "failed", error, jitter: 1, giveUpAfterMs }]);
}

function marked(deletedAccounts: number, totalAccountsMarkedForDeletion: number) {
  return { deletedAccounts, totalAccountsMarkedForDeletion };
}

/** What is processed after so many seconds, in batches of `size` every 20 s. */
function batched(seconds: number, size: number): number {
  return Math.floor(seconds / 20) * size;
}

/** An id in every state that a user can meet, as it is at 14:07:31. */
export const gallery = {
  connecting: story(undefined, idOf("connecting"), [asked("14:07:29")]),
  unasked: story("SharePoint", idOf("unasked"), []),
  younger: story("Jira", idOf("younger"), [fails("14:07:28", new NotFoundError(""))]),
  collecting: story("Active Directory", idOf("collecting"), [
    says("14:07:30", "STARTED", {}, "14:03:19"),
  ]),
  processing: story("Workday HR", idOf("processing"), [
    says("13:52:12", "STARTED", {}, "13:52:10"),
    waits("13:53:40", 12_000),
    ...saysEveryFive("13:58:30", "14:07:30", (seconds) => ({
      ...accounts(batched(seconds, 80), seconds < 380 ? 5080 : 5200),
      ...identities(batched(seconds, 58), 2640),
      ...marked(5, 10),
    })),
  ]),
  ranged: story("Customers", idOf("ranged"), [
    ...saysEveryFive("13:47:30", "14:07:30", (seconds) =>
      accounts(
        seconds < 600 ? batched(seconds, 2400) : 72_000 + batched(seconds - 600, 600),
        123_000,
      ),
    ),
  ]),
  notBegun: story("Salesforce", idOf("notBegun"), [
    ...saysEveryFive("14:03:00", "14:07:30", (seconds) => ({
      ...accounts(batched(seconds, 280), 20_000),
      ...identities(0, 900),
    })),
  ]),
  stalled: story("ServiceNow", idOf("stalled"), [
    says("13:31:04", "STARTED", {}, "13:31:02"),
    ...saysEveryFive("13:58:30", "14:07:30", (seconds) => ({
      ...accounts(batched(Math.min(seconds, 290), 70), 3000),
      ...identities(batched(Math.min(seconds, 290), 20), 1040),
    })),
  ]),
  stalledAtTheEnd: story("Epic", idOf("stalledAtTheEnd"), [
    ...saysEveryFive("14:00:00", "14:07:30", (seconds) =>
      accounts(Math.min(900, batched(seconds, 300)), 900),
    ),
  ]),
  nothingToDo: story("Payroll", idOf("nothingToDo"), [
    says("14:07:29", "ACCOUNTS_COLLECTED", { ...accounts(0, 0), ...identities(0, 0) }, "14:06:33"),
  ]),
  withoutTotals: story("Concur", idOf("withoutTotals"), [
    says("14:07:29", "ACCOUNTS_COLLECTED", {}, "14:06:33"),
  ]),
  overfull: story("Entra ID", idOf("overfull"), [
    says("14:07:29", "ACCOUNTS_COLLECTED", accounts(5100, 5000), "14:00:00"),
  ]),
  finishing: story("SAP ECC", idOf("finishing"), [
    says(
      "14:07:28",
      "ACCOUNTS_COLLECTED",
      { ...accounts(5000, 5000), ...identities(2100, 2100) },
      "13:45:26",
    ),
  ]),
  retried: story("NetSuite", idOf("retried"), [
    says("13:59:00", "ACCOUNTS_COLLECTED", accounts(45, 500), "13:57:51"),
    says("14:07:29", "RETRIED"),
  ]),
  offline: story("Ping", idOf("offline"), [
    says("14:06:40", "ACCOUNTS_COLLECTED", accounts(210, 1000), "14:00:00"),
    ...["14:06:45", "14:06:50", "14:07:00", "14:07:10", "14:07:23"].map((time) =>
      fails(time, new TransientError("ECONNRESET")),
    ),
  ]),
  offlineAtFirst: story("Webex", idOf("offlineAtFirst"), [
    fails("14:07:28", new TransientError("ENOTFOUND")),
    fails("14:07:29", new TransientError("ENOTFOUND")),
  ]),
  unknown: story("Coupa", idOf("unknown"), [
    says("14:07:28", "MERGING", accounts(120, 1000), "14:04:29"),
  ]),
  withoutStatus: story("Coupa", idOf("withoutStatus"), [
    says("14:07:28", undefined, accounts(120, 1000)),
  ]),
  completed: story("Okta", idOf("completed"), [
    says("13:55:20", "STARTED", {}, "13:55:15"),
    says("14:01:55", "COMPLETED", {
      ...accounts(640, 640),
      ...identities(598, 598),
      ...marked(12, 12),
    }),
    taskSays("14:01:55", "SUCCESS"),
  ]),
  askingTask: story("Tableau", idOf("askingTask"), [
    says("13:55:20", "STARTED", {}, "13:55:15"),
    says("14:07:29", "COMPLETED", { ...accounts(640, 640), ...marked(12, 12) }),
  ]),
  withWarnings: story("Snowflake", idOf("withWarnings"), [
    says("13:55:20", "STARTED", {}, "13:55:15"),
    says("14:01:55", "COMPLETED", { ...accounts(640, 640), ...marked(12, 12) }),
    taskSays("14:01:55", "Warning", [["WARN", "3 accounts were ignored."]]),
  ]),
  withErrors: story("PeopleSoft", idOf("withErrors"), [
    says("13:08:57", "STARTED", {}, "13:08:52"),
    says("13:40:02", "COMPLETED", { ...accounts(3120, 3120), ...identities(2995, 2995) }),
    taskSays("13:40:06", "ERROR", [
      ["WARN", "The source ended the last page early."],
      ["ERROR", "17 accounts could not be correlated: attribute 'employeeNumber' is missing."],
    ]),
  ]),
  withoutVerdict: story("Tenable", idOf("withoutVerdict"), [
    says("13:55:20", "STARTED", {}, "13:55:15"),
    says("14:01:55", "COMPLETED", accounts(640, 640)),
    taskFails("14:01:55", new RefusedError(403, "Forbidden.")),
  ]),
  finished: story("SuccessFactors", idOf("finished"), [
    ...three404s,
    taskSays(
      "14:03:24",
      "ERROR",
      Array.from({ length: 30 }, (_, index): [string, string] => [
        "ERROR",
        `account ${index} failed`,
      ]),
      ["11:40:00", "12:03:00"],
    ),
  ]),
  finishedUnseen: story("Lattice", idOf("finishedUnseen"), [
    says("13:02:11", "ACCOUNTS_COLLECTED", accounts(9800, 10_000), "12:40:00"),
    ...three404s,
    taskSays("14:03:24", "TERMINATED", [], ["12:40:00", "13:10:00"]),
  ]),
  completedBefore: story("Zendesk", idOf("completedBefore"), [
    says("14:07:00", "COMPLETED", accounts(640, 640), "13:55:15"),
    taskSays("14:07:00", "SUCCESS"),
  ]),
  cancelled: story("GitHub", idOf("cancelled"), [
    says("13:59:05", "ACCOUNTS_COLLECTED", accounts(45, 500), "13:58:08"),
    says("13:59:10", "CANCELLED"),
  ]),
  terminated: story("Oracle EBS", idOf("terminated"), [
    says("13:58:39", "ACCOUNTS_COLLECTED", accounts(6200, 10_000), "13:10:32"),
    says("13:58:44", "TERMINATED"),
  ]),
  expired: story("Box", idOf("expired"), [
    says("13:02:11", "ACCOUNTS_COLLECTED", accounts(9800, 10_000), "12:40:00"),
    ...three404s,
    taskFails("14:03:24", new NotFoundError("")),
  ]),
  notFound: story(undefined, "2c91typo", [
    ...three404s,
    taskFails("14:03:24", new NotFoundError("")),
  ]),
  forbidden: story("Zoom", idOf("forbidden"), [
    fails(
      "14:07:00",
      new RefusedError(403, "The server understood the request but refuses to authorize it.", {
        requestId: "7c1e00000000000000000000000090ab",
      }),
    ),
  ]),
  badRequest: story("Legacy LDAP", idOf("badRequest"), [
    fails("14:07:00", new RefusedError(400, "Experimental Header is missing or invalid.")),
  ]),
  signInRefused: story("Miro", idOf("signInRefused"), [
    fails("14:07:00", new SignInRefusedError("Sign-in refused by acme: set SAIL_CLIENT_SECRET.")),
  ]),
  slow: story("Mainframe", idOf("slow"), [
    says("14:07:10", "ACCOUNTS_COLLECTED", accounts(300, 900), "14:00:00"),
    asked("14:07:15"),
  ]),
  stale: story("Epic", idOf("stale"), [
    says("14:06:30", "ACCOUNTS_COLLECTED", accounts(300, 900), "14:00:00"),
  ]),
  givenUp: story("Ariba", idOf("givenUp"), [
    says("13:52:10", "ACCOUNTS_COLLECTED", accounts(9800, 10_000), "13:40:00"),
    ...givenUp(
      new TransientError("HTTP 502", { requestId: "7c1e00000000000000000000000090ab" }),
      10 * 60_000,
      ["13:52:15", "13:57:00", "14:02:15"],
    ),
  ]),
  givenUpUnseen: story(undefined, idOf("givenUpUnseen"), [
    ...givenUp(new TransientError("ENOTFOUND"), 60_000, ["14:05:00", "14:06:00"]),
  ]),
  retrying: story("Dynamics", idOf("retrying"), [
    says("14:07:25", "ACCOUNTS_COLLECTED", accounts(210, 1000), "14:00:00"),
    fails("14:07:30", new TransientError("HTTP 500")),
  ]),
  retryingAtFirst: story("Slack", idOf("retryingAtFirst"), [
    fails(
      "14:07:30",
      new TransientError("HTTP 500", { requestId: "7c1e00000000000000000000000090ab" }),
    ),
  ]),
  entitlements: story(
    "Workday HR",
    idOf("entitlements"),
    [
      taskPolled("14:03:20", null, [], ["14:03:19", ""]),
      taskPolled("14:07:30", null, [], ["14:03:19", ""]),
    ],
    "entitlement",
  ),
  entitlementsWarned: story(
    "Kubernetes",
    idOf("entitlementsWarned"),
    [
      taskPolled("14:03:20", null, [], ["14:03:19", ""]),
      taskPolled(
        "14:06:00",
        "WARNING",
        [["WARN", "2 entitlements were skipped because they have no name."]],
        ["14:03:19", "14:05:58"],
        { total: 1200, groupsCreated: 3, groupsUpdated: 14, groupsDeleted: 0 },
      ),
    ],
    "entitlement",
  ),
  entitlementsTerminated: story(
    "Active Directory",
    idOf("entitlementsTerminated"),
    [
      taskPolled("14:03:20", null, [], ["14:03:19", ""]),
      taskPolled("14:06:00", "TERMINATED", [], ["14:03:19", "14:05:58"]),
    ],
    "entitlement",
  ),
  entitlementsOver: story(
    "Splunk",
    idOf("entitlementsOver"),
    [
      taskPolled(
        "14:06:00",
        "ERROR",
        [["ERROR", "The source could not be reached."]],
        ["11:03:19", "11:05:58"],
      ),
    ],
    "entitlement",
  ),
} as const satisfies Record<string, Watch>;
