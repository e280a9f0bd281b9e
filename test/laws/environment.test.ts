import { describe, expect, test } from "vitest";
import { readTenantConfig } from "../../src/config/environment.ts";
import { UsageError } from "../../src/config/usage-error.ts";

const whole = {
  SAIL_BASE_URL: "https://acme.api.identitynow.com",
  SAIL_CLIENT_ID: "c1",
  SAIL_CLIENT_SECRET: "hush",
};

/** What is said of an environment in which something is wrong. */
function complaint(env: Readonly<Record<string, string | undefined>>, baseUrl?: string): string {
  try {
    readTenantConfig(env, baseUrl);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "nothing";
}

test("the tenant and the client are those of the environment", () => {
  const { baseUrl, credentials } = readTenantConfig(whole, undefined);
  expect(baseUrl.href).toBe("https://acme.api.identitynow.com/");
  expect(credentials).toEqual({ clientId: "c1", clientSecret: "hush" });
});

test("a base URL on the command line wins, and stands in for one that is not set", () => {
  const other = "https://other.api.identitynow.com/v2024";
  const { SAIL_BASE_URL: _, ...client } = whole;
  for (const env of [whole, client]) {
    const { baseUrl, credentials } = readTenantConfig(env, other);
    expect(baseUrl.href).toBe("https://other.api.identitynow.com/");
    expect(credentials).toEqual({ clientId: "c1", clientSecret: "hush" });
  }
});

test("blanks around the values, as files leave them, are no part of them", () => {
  const padded = Object.fromEntries(
    Object.entries(whole).map(([name, value]) => [name, ` ${value}\r\n`]),
  );
  expect(readTenantConfig(padded, undefined)).toEqual(readTenantConfig(whole, undefined));
});

describe("what is missing is named, and only that", () => {
  test.for([
    [["SAIL_BASE_URL"], "set SAIL_BASE_URL ("],
    [["SAIL_CLIENT_ID"], "set SAIL_CLIENT_ID ("],
    [["SAIL_CLIENT_SECRET"], "set SAIL_CLIENT_SECRET ("],
    [["SAIL_BASE_URL", "SAIL_CLIENT_SECRET"], "set SAIL_BASE_URL and SAIL_CLIENT_SECRET ("],
    [
      ["SAIL_BASE_URL", "SAIL_CLIENT_ID", "SAIL_CLIENT_SECRET"],
      "set SAIL_BASE_URL, SAIL_CLIENT_ID, and SAIL_CLIENT_SECRET (",
    ],
  ] as const)("%s", ([missing, words]) => {
    for (const nothing of [undefined, "", "  "]) {
      const env = { ...whole, ...Object.fromEntries(missing.map((name) => [name, nothing])) };
      expect(complaint(env)).toContain(words);
      expect(complaint(env)).toMatch(/aggwatch demo$/);
    }
  });

  test("an empty base URL on the command line is a missing one", () => {
    expect(complaint(whole, "")).toContain("set SAIL_BASE_URL (");
  });
});

test("no complaint repeats the secret", () => {
  const { SAIL_CLIENT_ID: _, ...without } = whole;
  expect(complaint(without)).not.toContain("hush");
  for (const wrong of ["acme", "http://acme.example", "ftp://x", "https://a:b@c"]) {
    const said = complaint({ ...whole, SAIL_BASE_URL: wrong });
    expect(said).toContain("base URL");
    expect(said).not.toContain("hush");
  }
});
