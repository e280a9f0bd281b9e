import { describe, expect, test } from "vitest";
import { environmentOffer } from "../../../src/tenant-config/sail-variables.ts";
import { UsageError } from "../../../src/system/usage-error.ts";

const whole = {
  SAIL_BASE_URL: "https://acme.api.identitynow.com",
  SAIL_CLIENT_ID: "c1",
  SAIL_CLIENT_SECRET: "hush",
};
const from = "SAIL_CLIENT_ID and SAIL_CLIENT_SECRET";
const client = { clientId: "c1", clientSecret: "hush", from };

/** What is said of an environment in which something is wrong. */
function complaint(env: Readonly<Record<string, string | undefined>>): string {
  try {
    environmentOffer(env, {});
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "nothing";
}

test("the tenant and the client are those of the environment", () => {
  const { baseUrl, credentials, says } = environmentOffer(whole, {});
  expect(baseUrl?.value.href).toBe("https://acme.api.identitynow.com/");
  expect(baseUrl?.from).toBe("SAIL_BASE_URL");
  expect(credentials).toEqual(client);
  expect(says).toBe("SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET");
});

test("what is known already is not looked for: a wrong base URL does no harm then", () => {
  const baseUrl = { value: new URL("https://beta.api.identitynow.com/"), from: "--tenant" };
  const offer = environmentOffer({ ...whole, SAIL_BASE_URL: "nonsense" }, { baseUrl }, true);
  expect(offer.baseUrl).toBeUndefined();
  expect(offer.credentials).toEqual(client);
  const half = { SAIL_CLIENT_ID: "c1" };
  expect(environmentOffer(half, { credentials: client }).credentials).toBeUndefined();
});

describe("the credentials", () => {
  const { SAIL_BASE_URL: _, ...alone } = whole;
  const at = (url: string) => ({ baseUrl: { value: new URL(url), from: "elsewhere" } });

  test("are for the tenant of SAIL_BASE_URL, whatever else names the same", () => {
    expect(
      environmentOffer(whole, at("https://acme.api.identitynow.com/")).credentials,
    ).toBeDefined();
    const other = environmentOffer(whole, at("https://evil.api.identitynow.com/"));
    expect(other.credentials).toBeUndefined();
    expect(other.says).toContain("the credentials are for https://acme.api.identitynow.com only");
  });

  test("are for no tenant at all where the variables name none", () => {
    expect(environmentOffer(alone, {}).credentials).toBeUndefined();
    expect(
      environmentOffer(alone, at("https://acme.api.identitynow.com/")).credentials,
    ).toBeUndefined();
    expect(environmentOffer(alone, {}).says).toContain("for no tenant: set SAIL_BASE_URL");
  });

  test("are for the environment that SAIL_ACTIVEENVIRONMENT names, and for what a flag names", () => {
    const active = { ...alone, SAIL_ACTIVEENVIRONMENT: "acme" };
    expect(environmentOffer(active, {}).credentials).toBeDefined();
    expect(environmentOffer(active, at("https://evil.example/")).credentials).toBeUndefined();
    expect(environmentOffer(alone, at("https://flag.example/"), true).credentials).toBeDefined();
  });
});

test("blanks around the values, as files leave them, are no part of them", () => {
  const padded = Object.fromEntries(
    Object.entries(whole).map(([name, value]) => [name, ` ${value}\r\n`]),
  );
  expect(environmentOffer(padded, {})).toEqual(environmentOffer(whole, {}));
});

test("an empty variable is one that is not set", () => {
  for (const nothing of ["", "  ", undefined]) {
    const env = Object.fromEntries(Object.keys(whole).map((name) => [name, nothing]));
    expect(environmentOffer(env, {})).toEqual({
      says: "no SAIL_BASE_URL, SAIL_CLIENT_ID or SAIL_CLIENT_SECRET",
    });
  }
});

describe("a ready access token", () => {
  const ready = { accessToken: "a.b.c", from: "SAIL_ACCESS_TOKEN" };

  test("is taken where there is no client, or half of one", () => {
    for (const env of [{}, { SAIL_CLIENT_ID: "c1" }, { SAIL_CLIENT_SECRET: "hush" }]) {
      const offer = environmentOffer({ ...env, SAIL_ACCESS_TOKEN: "a.b.c" }, {}, true);
      expect(offer.credentials).toMatchObject(ready);
    }
  });

  test("gives way to a client, which can renew its own", () => {
    const offer = environmentOffer({ ...whole, SAIL_ACCESS_TOKEN: "a.b.c" }, {});
    expect(offer.credentials).toEqual(client);
    expect(offer.says).toContain("SAIL_ACCESS_TOKEN");
  });

  test.for(["a b", "a\nb", "tökeñ", "a\u0007"])(
    "that no header carries is refused: %j",
    (token) => {
      const said = complaint({ SAIL_ACCESS_TOKEN: token });
      expect(said).toMatch(/^SAIL_ACCESS_TOKEN is not an access token/);
      expect(said).not.toContain(token);
    },
  );
});

test("half a client is told which half is missing", () => {
  expect(complaint({ SAIL_CLIENT_ID: "c1" })).toBe(
    "SAIL_CLIENT_ID is set and SAIL_CLIENT_SECRET is not; set both, or neither",
  );
  expect(complaint({ SAIL_CLIENT_SECRET: "hush" })).toBe(
    "SAIL_CLIENT_SECRET is set and SAIL_CLIENT_ID is not; set both, or neither",
  );
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
