import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Api } from "../../../../src/api/http/api.ts";
import { answerCleaner } from "../../../../src/api/answer/answer-cleaner.ts";
import { createRecentFinder } from "../../../../src/api/endpoints/recent-aggregations.ts";
import { createRunningFinder } from "../../../../src/api/endpoints/running-aggregations.ts";
import { keepSecrets } from "../../../../src/api/answer/secrets.ts";
import { send } from "../../../../src/api/http/send.ts";
import { createSourceFinder } from "../../../../src/api/endpoints/sources.ts";
import { startAggregation } from "../../../../src/api/endpoints/start.ts";
import { taskById } from "../../../../src/api/endpoints/tasks.ts";
import { createTenant } from "../../../../src/api/tenant.ts";
import { bugReport } from "../../../../src/exit/bug-report.ts";
import { lookUpText } from "../../../support/look-up-text.ts";
import { inventedClock } from "../../../support/invented/clock.ts";
import { tokenOf } from "../../../support/token-of.ts";

const never = new AbortController().signal;
const clientSecret = "canary+SECRET/7f3a-99d1_e0";
const accessToken = tokenOf({ client_id: "c1", user_name: "canary.user", strong: "x".repeat(80) });
const basic = Buffer.from(`c1:${clientSecret}`).toString("base64");

const each = (text: string, spelled: (character: string) => string) =>
  Array.from(text, spelled).join("");
const hex = (character: string, digits: number) =>
  character.charCodeAt(0).toString(16).padStart(digits, "0");

/** How an answer may spell what it repeats. */
const spellings: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "with JSON's escapes": (text) => each(text, (one) => `\\u${hex(one, 4)}`),
  "with one of JSON's escapes": (text) => text.replace(/[a-z]/, (one) => `\\u${hex(one, 4)}`),
  "with escapes of escapes": (text) => each(text, (one) => `\\\\u${hex(one, 4)}`),
  "percent-encoded": (text) => encodeURIComponent(text),
  "percent-encoded throughout": (text) => each(text, (one) => `%${hex(one, 2)}`),
  "percent-encoded twice": (text) => each(text, (one) => `%25${hex(one, 2)}`),
  "as a form": (text) => new URLSearchParams({ t: text }).toString(),
  "with entities": (text) => each(text, (one) => `&#x${hex(one, 2)};`),
  "with decimal entities": (text) => each(text, (one) => `&#${one.charCodeAt(0)};`),
  "with bytes": (text) => each(text, (one) => `\\\\x${hex(one, 2)}`),
  "with something invisible in it": (text) => each(text, (one) => `${one}\u200B`),
  "with escape sequences in it": (text) => each(text, (one) => `${one}\u001B[1m`),
  "in capitals": (text) => text.toUpperCase(),
  "in Base64": (text) => Buffer.from(text).toString("base64"),
  "in Base64 for addresses": (text) => Buffer.from(text).toString("base64url"),
  "in Base64 behind something": (text) => Buffer.from(`Bearer ${text} no`).toString("base64url"),
  "in hexadecimal": (text) => Buffer.from(text).toString("hex"),
  "in part": (text) => text.slice(3, -2),
  "its payload only": (text) => text.split(".")[1] ?? text,
  "its signature only": (text) => text.split(".")[2] || text,
};

/** Its parts of so many characters tell something of a secret. */
const partLength = 12;

function partsOf(secret: string): readonly string[] {
  const plain = [secret, Buffer.from(secret).toString("hex")];
  const all = [
    ...plain,
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
  ];
  return all.flatMap((text) =>
    Array.from({ length: Math.max(0, text.length - partLength + 1) }, (_, at) =>
      text.slice(at, at + partLength).toLowerCase(),
    ),
  );
}

const secretParts = new Set([clientSecret, accessToken, basic].flatMap(partsOf));

/** What of the secrets is in a text, as it stands or with its escapes undone. */
function secretsIn(text: string): readonly string[] {
  const found: string[] = [];
  const unescaped = text
    .replaceAll(/\\+u([\da-f]{4})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    )
    .replaceAll(/%(?:25)*([\da-f]{2})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  for (const one of [text, unescaped].map((given) => given.toLowerCase())) {
    for (let at = 0; at + partLength <= one.length; at += 1) {
      const part = one.slice(at, at + partLength);
      if (secretParts.has(part)) found.push(part);
    }
  }
  return found;
}

/** The answers in which `said` stands wherever a text can; `said` is JSON's, so it may be escaped. */
const bodies = {
  status: (said: string) => `{"status":"${said}","start":"${said}"}`,
  task: (said: string) =>
    `{"id":"${said}","uniqueName":"Cloud Account Aggregation ${said}","launcher":"${said}",` +
    `"completionStatus":"${said}","created":1,"target":{"id":"${said}","name":"${said}"},` +
    `"attributes":{"appId":"${said}"},"taskDefinitionSummary":{"uniqueName":"${said}"},` +
    `"messages":[{"type":"${said}","key":"${said}","localizedText":"${said}"},` +
    `{"localizedText":{"message":"at ${said}"}}]}`,
  source: (said: string) => `{"id":"${said}","name":"${said}","type":"${said}"}`,
  dto: (said: string) =>
    `{"detailCode":"${said}","messages":[{"text":"${said}"}],"causes":[{"text":"${said}"}]}`,
  locales: (said: string) => `[{"locale":"en","text":"${said}"}]`,
  oauth: (said: string) => `{"error":"${said}","error_description":"${said}","message":"${said}"}`,
  formatted: (said: string) => `{"formatted_msg":"${said}"}`,
  older: (said: string) => `{"errorMessage":"${said}","detailMessage":"${said}"}`,
  detail: (said: string) => `{"detailMessage":"${said}"}`,
  plain: (said: string) => `Not for ${said} here`,
  quoted: (said: string) => `"Not for ${said} here"`,
  page: (said: string) => `<html><title>${said}</title>${said}`,
} as const;

type BodyName = keyof typeof bodies;

/** Everything that the typed calls give or throw where every request is answered so. */
async function everythingFrom(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>>,
) {
  const clock = inventedClock();
  const answer = async (input: unknown) => {
    const url = input instanceof Request ? input.url : String(input);
    const isSignIn = url.endsWith("oauth/token") && status === 200;
    const grant = JSON.stringify({ access_token: accessToken, expires_in: 749 });
    return new Response(isSignIn ? grant : body, { status, headers: { ...headers } });
  };
  const deps = { clock, fetch: answer };
  const baseUrl = new URL("https://acme.api.identitynow.com");
  const tenant = createTenant(baseUrl, { clientId: "c1", clientSecret }, deps);
  const out: string[] = [];
  const note = (value: unknown) =>
    void out.push(
      inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity }),
      value instanceof Error ? `${value.name} ${value.message} ${lookUpText(value)}` : "",
    );
  const api: Api = {
    version: "v2024",
    ask: (request) => tenant.ask(request, accessToken, never),
  };
  const calls = [
    () => tenant.status("a", accessToken, never),
    () => taskById(api, "a"),
    () => createRunningFinder(api)(),
    () => createRecentFinder(api, undefined, 100)(),
    () => createSourceFinder(api).first(),
    () => createSourceFinder(api).find("x"),
    () => startAggregation(api, "s", { disableOptimization: false }),
  ];
  for (const call of calls) {
    note(await call().catch((error: unknown) => error));
  }
  // Not the first time: the token is one that was given before.
  const grant = await tenant.signIn(never).catch((error: unknown) => error);
  if (grant instanceof Error) note(grant);
  return out.join("\n");
}

const wrappings: readonly ((body: string) => string)[] = [
  (body) => body,
  (body) => `[${body}]`,
  (body) => `{"success":true,"task":${body}}`,
];

describe("whatever an answer repeats, however it spells it", () => {
  const secret = fc.constantFrom(clientSecret, accessToken, basic);
  const spelling = fc.constantFrom(...Object.keys(spellings));
  const bodyName = fc.constantFrom(...(Object.keys(bodies) as BodyName[]));
  const status = fc.constantFrom(200, 202, 302, 400, 401, 403, 404, 405, 429, 500, 503);
  const wrapping = fc.constantFrom(...wrappings);

  test("no part of a secret leaves the API: in no value, error, header and advice", async () => {
    await fc.assert(
      fc.asyncProperty(
        secret,
        spelling,
        bodyName,
        status,
        wrapping,
        fc.nat(9000),
        async (...drawn) => {
          const [one, spelled, name, code, wrap, before] = drawn;
          const said = spellings[spelled]?.(one) ?? one;
          // A cut may go through it.
          const text = `${"- ".repeat(before > 4000 ? before / 2 : 0)}${said}`;
          // A control character in JSON has to be escaped.
          const inJson = text.replaceAll("\u001B", String.raw`\u001b`);
          const body = wrap(bodies[name](name === "plain" ? text : inJson));
          const inHeader = said.replaceAll("\u200B", "").replaceAll("\u001B[1m", "");
          const headers = {
            "slpt-request-id": inHeader,
            location: `https://x.example/?t=${inHeader}`,
            date: inHeader,
            "retry-after": inHeader,
            "content-type": name === "page" ? "text/html" : "application/json",
          };
          expect(secretsIn(await everythingFrom(code, body, headers)).slice(0, 3)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  const kinds = ["no answer", "cut short"] as const;
  test.for(
    Object.keys(spellings).flatMap((spelled) => kinds.map((kind) => [spelled, kind] as const)),
  )("the errors behind a broken connection are kept without it: %s, %s", async (given) => {
    const [spelled, kind] = given;
    const secrets = keepSecrets([clientSecret, basic]);
    secrets.add(accessToken);
    const said = spellings[spelled]?.(accessToken) ?? accessToken;
    const parsing = Object.assign(new Error(`bad \u001B[1m${said}`), { code: "HPE_X", data: said });
    const broken = new TypeError("fetch failed", { cause: parsing });
    const failing = async () => {
      if (kind === "no answer") throw broken;
      return new Response(new ReadableStream({ pull: (body) => body.error(broken) }));
    };
    const url = new URL("https://acme.api.identitynow.com/x");
    const headers = { authorization: `Bearer ${accessToken}` };
    const sending = { method: "GET", url, headers } as const;
    const deps = { clock: inventedClock(), fetch: failing, secrets };
    const failure: unknown = await send(sending, deps, never).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind });
    const text = inspect(failure, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
    expect(text).toContain("TypeError: fetch failed");
    expect(text).toContain("HPE_X");
    expect(text).not.toContain("\u001B");
    expect(secretsIn(text)).toEqual([]);
    expect(bugReport(failure)).toMatch(/\ncaused by Error: .*TypeError: fetch failed/);
  });

  test.each(Object.keys(spellings))("it is hidden and the rest is said: %s", (spelled) => {
    const secrets = keepSecrets([clientSecret]);
    secrets.add(accessToken);
    for (const one of [clientSecret, accessToken]) {
      const said = spellings[spelled]?.(one) ?? one;
      const text = answerCleaner(secrets)(`The bearer ${said} is not known.`);
      expect(text).toMatch(/^The bearer .*….*is not known\.$/u);
      expect(secretsIn(text)).toEqual([]);
    }
  });
});

describe("what is no secret", () => {
  const secrets = keepSecrets([clientSecret, basic]);
  secrets.add(accessToken);
  secrets.add("tok");
  secrets.add("t0ken");

  test.each([
    "JWT validation failed: JWT is expired",
    "the token is not for 2c91808477a6b0c60177a81146b8110b",
    "100 % of a\\b & c = d; 5 %25 &amp; \\u2014",
    "Active Directory – Köln 中文",
    "",
  ])("is said as it is: %s", (text) => {
    expect(secrets.hideIn(text)).toBe(text);
  });

  test("a short secret is hidden where it stands by itself, since it may be part of a word", () => {
    expect(secrets.hideIn("Bearer t0ken, not t0kens")).toBe("Bearer …, not t0kens");
  });

  test("of many tokens the last ones are hidden", () => {
    const many = keepSecrets([clientSecret]);
    const tokens = Array.from({ length: 9 }, (_, index) => `token-number-${index}-abcdefgh`);
    for (const one of tokens) many.add(one);
    expect(many.hideIn(`${tokens.at(-1)} ${tokens.at(-2)} ${clientSecret}`)).toBe("… … …");
  });
});
