import fc from "fast-check";
import { expect, test } from "vitest";
import { readCredentials, type TokenRequest } from "../../../src/simulator/gateway/credentials.ts";
import { multipartFields } from "../../../src/simulator/http/multipart.ts";
import { routeOf } from "../../../src/simulator/gateway/routes.ts";
import { anyCharacter } from "../../support/any-character.ts";

const nothing: TokenRequest = {
  authorization: undefined,
  contentType: undefined,
  query: new URLSearchParams(),
  body: "",
};

const all = { grantType: "client_credentials", clientId: "me", clientSecret: "hush" };

function part(name: string, value: string): string {
  return `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

test("nothing given is nobody", async () => {
  expect(await readCredentials(nothing)).toEqual({
    grantType: undefined,
    clientId: undefined,
    clientSecret: undefined,
  });
});

test("the parts of a request add up: grant in the body, id and secret in HTTP basic", async () => {
  const authorization = `Basic ${Buffer.from("me:hush").toString("base64")}`;
  const contentType = "application/x-www-form-urlencoded;charset=UTF-8";
  const body = "grant_type=client_credentials";
  expect(await readCredentials({ ...nothing, authorization, contentType, body })).toEqual(all);
  const query = new URLSearchParams(body);
  expect(await readCredentials({ ...nothing, authorization, query })).toEqual(all);
});

test("a multipart form may quote its boundary and have headers and fields of its own", async () => {
  const body = [
    "to be ignored\r\n",
    part("grant_type", "client_credentials"),
    part("client_id", "me"),
    '--edge\r\nContent-Type: text/plain\r\nContent-Disposition: form-data; name="client_secret"',
    "\r\n\r\nhush\r\n--edge--\r\n",
  ].join("");
  const contentType = 'multipart/form-data; charset=utf-8; boundary="edge"';
  expect(await readCredentials({ ...nothing, contentType, body })).toEqual(all);
});

test.each([
  ["has no boundary", "multipart/form-data", `${part("a", "b")}--edge--`],
  ["never ends", "multipart/form-data; boundary=edge", part("a", "b")],
  ["is empty", "multipart/form-data; boundary=edge", ""],
  [
    "has a part without a name",
    "multipart/form-data; boundary=edge",
    "--edge\r\n\r\nb\r\n--edge--",
  ],
  [
    "has a part without an end of headers",
    "multipart/form-data; boundary=edge",
    "--edge\r\n--edge--",
  ],
])("a multipart form that %s is broken", async (_, contentType, body) => {
  expect(await readCredentials({ ...nothing, contentType, body })).toBeUndefined();
});

test("no header, body or path makes the readers throw", async () => {
  const text = fc.string({ unit: anyCharacter, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(text, text, text, async (authorization, contentType, body) => {
      await readCredentials({
        ...nothing,
        authorization: `Basic ${authorization}`,
        contentType,
        body,
      });
      await multipartFields(
        `multipart/form-data; boundary=${contentType}`,
        `--${contentType}${body}`,
      );
      expect(routeOf("GET", `/${body}`)).toHaveProperty("kind");
    }),
  );
});

test.each([
  ["GET", "/v2024/account-aggregations/a%2Fb/status", "status", "a/b"],
  ["GET", "/account-aggregations/v1/x/status", "status", "x"],
  ["GET", "/beta/task-status/x", "task", "x"],
  ["GET", "/task-status/v1/x", "task", "x"],
  ["POST", "/oauth/token", "token", undefined],
  ["HEAD", "/v2026/task-status/x", "method", undefined],
  ["GET", "/v3/account-aggregations/x/status", "unknown", undefined],
  ["GET", "/v2024/account-aggregations//status", "unknown", undefined],
  ["GET", "/v2024/account-aggregations/x/status/more", "unknown", undefined],
  ["GET", "/v2024/task-status/x/status", "unknown", undefined],
  ["GET", "/%", "malformed", undefined],
  ["GET", "http://elsewhere/", "malformed", undefined],
])("%s %s is about %s", (method, path, kind, id) => {
  expect(routeOf(method, path)).toMatchObject(id === undefined ? { kind } : { kind, id });
});
