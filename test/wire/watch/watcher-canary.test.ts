import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createTenant } from "../../../src/api/tenant.ts";
import { bugReport } from "../../../src/exit/bug-report.ts";
import { explain, nothingWatched } from "../../../src/exit/outcome.ts";
import { startNdjsonOutput } from "../../../src/output/ndjson/ndjson-output.ts";
import { startPlainOutput } from "../../../src/output/plain.ts";
import { summaryLines } from "../../../src/output/summary-lines.ts";
import { recordWatch } from "../../../src/recording/recorder.ts";
import { fasterClock } from "../../../src/time/clock.ts";
import { momentOf } from "../../../src/watch/model/moment.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { type Act, passing, type Script, serve, started } from "../support/scripted-server.ts";

const clientSecret = "canary-secret-7f3a";
const accessToken = "canary-token-9b1c";
const spellings = ["utf8", "base64", "base64url", "hex"] as const;
const canaries = [clientSecret, accessToken].flatMap((secret) =>
  spellings.map((spelling) => Buffer.from(secret).toString(spelling)),
);
const settings = { intervalMs: 1000, stallAfterMs: undefined };
const credentials = { clientId: "c1", clientSecret };
const grant = { body: JSON.stringify({ access_token: accessToken, expires_in: 15 }) };
const completed = { body: '{"status":"COMPLETED","totalAccounts":0,"processedAccounts":0}' };

const expiredToken = { status: 401, body: '{"error":"JWT validation failed: JWT is expired"}' };

const signInFaults: readonly Act[] = [
  "reset",
  "close",
  { status: 500, body: "oops" },
  { status: 502, headers: { "content-type": "text/html" }, body: "<html>Bad Gateway</html>" },
  { status: 503, headers: { "retry-after": "2" } },
  { status: 429, headers: { "retry-after": "1" } },
  { status: 429 },
  { body: "" },
  { body: "<html>Log in</html>" },
  { body: '{"access_token":' },
  // Refused: no header carries it. It must not come out as an error's text, either.
  { body: JSON.stringify({ access_token: `${accessToken}\r\nX-Evil: 1` }) },
  { body: JSON.stringify({ access_token: [accessToken] }) },
];

const statusFaults: readonly Act[] = [
  "reset",
  { headers: { "content-length": "90" }, body: '{"status":', breaksOff: "closed" },
  { status: 429, headers: { "retry-after": "1" } },
  { status: 500 },
  { status: 404 },
  { body: '{"status":"STAR' },
  started,
];

/** Fails in every way that passes, then ends in an own way for each id. */
function ends(acts: Readonly<Record<string, Act>>): Script {
  return ({ url }, times) => {
    if (url === "/oauth/token") return signInFaults[times - 1] ?? grant;
    const id = url.split("/").at(-2) ?? "";
    if (id === "expired" && times === 1) return expiredToken;
    return statusFaults[times - 1] ?? acts[id] ?? completed;
  };
}

/** Everything that a watch lets come out, as text. */
async function everythingFrom(script: Script, ids: readonly string[]) {
  const server = await serve(script);
  const awake = inventedClock();
  const clock = fasterClock(awake, 400);
  const tenant = createTenant(server.baseUrl, credentials, { clock, fetch });
  const watched = ids.map((id) => ({ id, label: undefined }));
  const watcher = createWatcher(watched, settings, { tenant, clock, random: () => 0 });
  const out: string[] = [];
  const note = (value: unknown) => {
    out.push(JSON.stringify(value) ?? "", inspect(value, { depth: Infinity, showHidden: true }));
  };
  watcher.subscribe(() => note(watcher.snapshot()));
  watcher.onEvent(note);
  const events = { program: "0.1.0", title: "acme", intervalMs: 1000, isStrict: false };
  const recording = recordWatch([watcher], watched, events, "r1", () => momentOf(clock), {
    write: note,
    isStateDue: () => true,
  });
  const close = startPlainOutput(watcher, clock, new Map(), note);
  const everything = {
    version: "0",
    heartbeatMs: 1000,
    polls: true,
    isLater: false,
    usuals: new Map(),
  };
  const closeNdjson = startNdjsonOutput(watcher, clock, everything, note);
  const run = watcher.run(new AbortController().signal).catch((error: unknown) => error);
  const thrown = await passing(awake, run);
  await close();
  await closeNdjson();
  recording.left({ by: "ends", exitCode: 0 });
  note(thrown);
  note(bugReport(thrown));
  const { watches } = watcher.snapshot();
  note(summaryLines(watches, { columns: 200, rows: 50 }));
  const stderr = { write: note } as unknown as NodeJS.WriteStream;
  await explain(
    { ...nothingWatched(), departure: { by: "bug", error: thrown }, watches },
    { stderr },
  );
  const endings = watches.map(({ ending }) => ending?.kind);
  return { text: out.join("\n"), endings, server, thrown };
}

function canariesIn(text: string): readonly string[] {
  return canaries.filter((canary) => text.includes(canary));
}

test("neither secret nor token comes out, through every fault and every end", async () => {
  const acts = {
    completed,
    terminated: { body: '{"status":"TERMINATED"}' },
    badRequest: { status: 400, body: '{"error":"no"}' },
    forbidden: { status: 403, body: '{"messages":[{"text":"not yours"}]}' },
    expired: { status: 404 },
    moved: { status: 302, headers: { location: "https://acme.identitynow.com/login" } },
  };
  const { text, endings, server, thrown } = await everythingFrom(ends(acts), Object.keys(acts));
  expect(endings).toEqual(["COMPLETED", "TERMINATED", "REFUSED", "REFUSED", "EXPIRED", "REFUSED"]);
  expect(thrown).toBeUndefined();
  expect(canariesIn(text)).toEqual([]);
  for (const fault of [
    "ECONNRESET",
    "other side closed",
    "HTTP 502",
    "answer unreadable",
    // The recording says it in its own words.
    '"kind":"noAnswer"',
    "429",
  ]) {
    expect(text).toContain(fault);
  }
  // They were used, and where they belong.
  const forms = server.requests.filter(({ body }) => body.includes(clientSecret));
  expect(new Set(forms.map(({ url }) => url))).toEqual(new Set(["/oauth/token"]));
  const bearers = server.requests.filter(({ headers }) => headers.authorization !== undefined);
  expect(new Set(bearers.map(({ headers }) => headers.authorization))).toEqual(
    new Set([`Bearer ${accessToken}`]),
  );
  const urls = server.requests.map(({ url }) => url).join("\n");
  expect(canariesIn(urls)).toEqual([]);
});

test.for<readonly [string, Script]>([
  ["400", () => ({ status: 400, body: '{"error":"invalid_request"}' })],
  ["401", () => ({ status: 401, body: '{"error":"invalid_client"}' })],
  ["403", () => ({ status: 403 })],
  ["404", () => ({ status: 404 })],
  ["a redirect", () => ({ status: 307, headers: { location: "https://acme.identitynow.com" } })],
  [
    "a refusal that repeats the form",
    ({ body }) => ({
      status: 401,
      body: JSON.stringify({ error: "bad", error_description: body }),
    }),
  ],
  [
    "a page that repeats the form",
    ({ body }) => ({ status: 400, headers: { "content-type": "text/html" }, body: `<p>${body}` }),
  ],
  [
    "a redirect that repeats the form",
    ({ body }) => ({ status: 302, headers: { location: `https://x.example/?${body}` } }),
  ],
  [
    "a token that is refused as soon as it is given",
    ({ url }) => (url === "/oauth/token" ? grant : { status: 401, body: '{"error":"expired"}' }),
  ],
])("neither comes out when signing in ends with %s", async ([, script]) => {
  const { text, endings } = await everythingFrom(script, ["a", "b"]);
  expect(endings).toEqual(["SIGN_IN_REFUSED", "SIGN_IN_REFUSED"]);
  expect(canariesIn(text)).toEqual([]);
});

test("neither is in the error of a bug of ours", async () => {
  const server = await serve(() => grant);
  const awake = inventedClock();
  const clock = fasterClock(awake, 400);
  const broken = createTenant(server.baseUrl, credentials, {
    clock,
    fetch: (input, init) => {
      if (input instanceof Request && input.headers.has("authorization")) {
        throw new RangeError(`ours, at ${input.url}`);
      }
      return fetch(input, init);
    },
  });
  const ids = [{ id: "a", label: undefined }];
  const watcher = createWatcher(ids, settings, { tenant: broken, clock, random: () => 0 });
  const run = watcher.run(new AbortController().signal).catch((reason: unknown) => reason);
  const error = await passing(awake, run);
  expect(error).toBeInstanceOf(RangeError);
  const text = bugReport(error) + inspect(error, { depth: Infinity, showHidden: true });
  expect(text).toContain("ours, at ");
  expect(canariesIn(text)).toEqual([]);
});
