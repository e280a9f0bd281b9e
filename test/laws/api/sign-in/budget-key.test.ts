import { expect, test } from "vitest";
import { budgetKey } from "../../../../src/api/sign-in/budget-key.ts";
import { tokenOf } from "../../../support/token-of.ts";

const host = "acme.api.identitynow.com";
const client = { clientId: "c1", clientSecret: "one" };
const key = budgetKey(host, client, "v2024");

test("one client id at one host in one version of the API has one budget, whatever its secret", () => {
  expect(budgetKey(host, { ...client, clientSecret: "another" }, "v2024")).toBe(key);
  expect(budgetKey(host, { ...client, clientId: "c2" }, "v2024")).not.toBe(key);
  expect(budgetKey("beta.api.identitynow.com", client, "v2024")).not.toBe(key);
  expect(budgetKey(host, client, "v2025")).not.toBe(key);
});

test("a ready token is counted on the client that it names", () => {
  const accessToken = tokenOf({ client_id: "c1", user_name: "sp.admin" });
  expect(budgetKey(host, { accessToken }, "v2024")).toBe(key);
});

test("a token that names none is counted on its own", () => {
  const opaque = budgetKey(host, { accessToken: "opaque" }, "v2024");
  expect(opaque).not.toBe(budgetKey(host, { accessToken: "other" }, "v2024"));
});

test("the key tells neither client nor token", () => {
  expect(key).toMatch(/^[0-9a-f]{32}$/);
});
