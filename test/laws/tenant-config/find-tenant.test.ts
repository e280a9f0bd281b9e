import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findTenant, tenantConfig } from "../../../src/tenant-config/find-tenant.ts";
import { readSelection, type TenantFlags } from "../../../src/tenant-config/selection.ts";
import type { Draft } from "../../../src/tenant-config/tenant-config.ts";
import { UsageError } from "../../../src/system/usage-error.ts";
import { type Belongings, inventedConfig, kept } from "../../support/invented/config.ts";

const variables = {
  SAIL_BASE_URL: "https://env.api.identitynow.com",
  SAIL_CLIENT_ID: "id of env",
  SAIL_CLIENT_SECRET: "hush of env",
};
const configJson = {
  BaseURL: "https://json.api.identitynow.com/v2024",
  ClientId: "id of json",
  ClientSecret: "hush of json",
};
const configYaml = `
activeenvironment: acme
authtype: pat
environments:
  acme:
    baseurl: https://acme.api.identitynow.com
    tenanturl: https://acme.identitynow.com
  Sandbox:
    baseurl: https://acme-sb.api.identitynow.com/beta
`;
const keyring = kept("acme", "sandbox");
const everything: Belongings = { env: variables, configJson, configYaml, keyring };

/** Host and secret that come of it, each by the tenant it belongs to. */
async function found(belongings: Belongings, flags: TenantFlags = {}, name?: string) {
  const finding = await findTenant(readSelection(flags, name), inventedConfig(belongings));
  const { baseUrl, credentials } = tenantConfig(finding);
  const secret = "accessToken" in credentials ? credentials.accessToken : credentials.clientSecret;
  return `${baseUrl.host.split(".")[0]}, ${secret}`;
}

/** What is said where nothing comes of it. */
async function complaint(belongings: Belongings, flags: TenantFlags = {}): Promise<string> {
  try {
    await found(belongings, flags);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "nothing";
}

/** Whether a secret from there belongs to that tenant, or a flag has named that tenant for it. */
function mayGoTo(from: string, host: string, flags: TenantFlags): boolean {
  if (from === "./config.json") return host === "json";
  if (from.includes("environment acme")) return host === "acme";
  if (from.includes("environment sandbox")) return host === "acme-sb";
  return host === "env" || host === (flags.env === "sandbox" ? "acme-sb" : flags.tenant);
}

describe("where the web UI is", () => {
  const web = async (belongings: Belongings, flags: TenantFlags = {}) =>
    tenantConfig(await findTenant(readSelection(flags), inventedConfig(belongings))).web;

  test("says the environment of SailPoint's CLI that is used", async () => {
    expect(await web({ configYaml, keyring })).toBe("https://acme.identitynow.com");
    expect(await web(everything, { env: "acme" })).toBe("https://acme.identitynow.com");
  });

  test("is not told by another environment, by other sources, or by what is no https address", async () => {
    expect(await web(everything, { env: "sandbox" })).toBeUndefined();
    expect(await web(everything)).toBeUndefined();
    for (const odd of ["http://acme.identitynow.com", "https://a:b@acme.identitynow.com", "[1]"]) {
      const other = configYaml.replace("https://acme.identitynow.com", odd);
      expect(await web({ configYaml: other, keyring })).toBeUndefined();
    }
  });
});

describe("the order", () => {
  test("is command line, environment variables, ./config.json, SailPoint's CLI", async () => {
    const { env: _, ...files } = everything;
    const { configJson: __, ...home } = files;
    expect(await found(everything, { baseUrl: "https://flag.example" })).toBe("flag, hush of env");
    expect(await found(everything, { tenant: "Flag" })).toBe("flag, hush of env");
    expect(await found(everything)).toBe("env, hush of env");
    expect(await found(files)).toBe("json, hush of json");
    expect(await found(home)).toBe("acme, hush of acme");
  });

  test("puts an environment that a flag names in front of all", async () => {
    expect(await found(everything, { env: "sandbox" })).toBe("acme-sb, hush of sandbox");
    expect(await found(everything, { env: "SANDBOX" })).toBe("acme-sb, hush of sandbox");
  });

  test("goes on from there for a secret that the environment has not", async () => {
    const poor = { ...everything, keyring: kept("acme") };
    expect(await found(poor, { env: "sandbox" })).toBe("acme-sb, hush of env");
  });

  test("is told, with what won and why", async () => {
    const belongings = {
      ...everything,
      env: { SAIL_BASE_URL: "https://acme.api.identitynow.com" },
    };
    const finding = await findTenant(readSelection({}), inventedConfig(belongings));
    expect(finding.sources).toEqual([
      { source: "command line", says: "no tenant given", gives: [] },
      { source: "environment variables", says: "SAIL_BASE_URL", gives: ["base URL"] },
      {
        source: "./config.json",
        says: "its secret is for https://json.api.identitynow.com only",
        gives: [],
      },
      {
        source: "~/.sailpoint/config.yaml",
        says: "environment acme (its address is that of SAIL_BASE_URL); secret in the keyring",
        gives: ["credentials"],
      },
    ]);
    expect(finding.baseUrl?.from).toBe("SAIL_BASE_URL");
    expect(finding.credentials?.from).toBe("the keyring (environment acme)");
  });

  test("ends where both are known: nothing more is read, unreadable or not", async () => {
    const world = inventedConfig({ ...everything, configJson: "{", configYaml: "\t" });
    const finding = await findTenant(readSelection({}), world);
    expect(world.looked).toEqual([]);
    expect(finding.problem).toBeUndefined();
    expect(finding.sources.slice(2).map(({ says }) => says)).toEqual(["not needed", "not needed"]);
  });
});

describe("more than one word for the tenant", () => {
  test.for([
    { baseUrl: "https://a.example", tenant: "a" },
    { tenant: "a", env: "a" },
    { baseUrl: "https://a.example", env: "a" },
  ] as const)("is refused: %o", (flags) => {
    expect(() => readSelection(flags)).toThrow(/^--\S+ and --\S+ each say which tenant is meant/);
  });

  test("is refused with another tenant in front of an id, too", async () => {
    const error = "--env and sandbox: in front of an id name different tenants";
    await expect(found(everything, { env: "acme" }, "sandbox")).rejects.toThrow(error);
    await expect(found(everything, { tenant: "a" }, "env")).rejects.toThrow(
      "--tenant and env: in front of an id name different tenants",
    );
  });

  test("may be the same one in front of an id", async () => {
    expect(await found(everything, { env: "Sandbox" }, "sandbox")).toBe("acme-sb, hush of sandbox");
    expect(await found(everything, { env: "sandbox" }, "acme-sb")).toBe("acme-sb, hush of sandbox");
    expect(await found(everything, { tenant: "flag" }, "flag")).toBe("flag, hush of env");
  });
});

describe("a tenant's name", () => {
  test("makes the address", () => {
    expect(readSelection({ tenant: " Acme-SB " })).toEqual({
      kind: "address",
      baseUrl: { value: new URL("https://acme-sb.api.identitynow.com/"), from: "--tenant" },
    });
  });

  test.for(["", "a.b", "https://acme", "a/b", "a@b", "-a", "a-", "人事", "x".repeat(64)])(
    "that is none is told how one looks: %s",
    (tenant) => {
      expect(() => readSelection({ tenant })).toThrow(UsageError);
      expect(() => readSelection({ tenant })).toThrow("is not a tenant name; for https://");
    },
  );

  test("in front of an id is an environment of the CLI first, then a tenant", async () => {
    expect(await found(everything, {}, "sandbox")).toBe("acme-sb, hush of sandbox");
    expect(await found(everything, {}, "ENV")).toBe("env, hush of env");
    expect(await found({ env: variables }, {}, "env")).toBe("env, hush of env");
    expect(await found({ configYaml, keyring }, {}, "acme-sb")).toBe("acme-sb, hush of sandbox");
    expect(await found(everything, {}, "json")).toBe("json, hush of json");
  });

  test.for(["evil", "C", "http", "https", "api", "example"])(
    "in front of an id that is not configured is refused, and no secret is looked up: %s",
    async (name) => {
      for (const belongings of [everything, { env: variables }, {}]) {
        const world = inventedConfig(belongings);
        const finding = findTenant(readSelection({}, name), world);
        await expect(finding).rejects.toThrow(
          new RegExp(`^"${name}" in front of an id is not a tenant with credentials here`),
        );
        expect(world.looked.filter((one) => one.startsWith("environments.pat"))).toEqual([]);
      }
    },
  );

  test("in front of an id beside others is not that of the flags, unless it is called so", async () => {
    const selection = readSelection({ tenant: "flag" }, "sandbox", true);
    const { baseUrl, credentials } = await findTenant(selection, inventedConfig(everything));
    expect([baseUrl?.value.host, credentials?.from]).toEqual([
      "acme-sb.api.identitynow.com",
      "the keyring (environment sandbox)",
    ]);
  });

  test("in front of an id gets no credentials of the variables, unless they are for it", async () => {
    const poor = { ...everything, keyring: kept("acme") };
    await expect(found(poor, {}, "sandbox")).rejects.toThrow(
      "the credentials that are set are not for https://acme-sb.api.identitynow.com",
    );
    const env = { ...variables, SAIL_BASE_URL: "https://acme-sb.api.identitynow.com" };
    expect(await found({ ...poor, env }, {}, "sandbox")).toBe("acme-sb, hush of env");
  });
});

describe("a secret", () => {
  test("of the CLI goes to its own tenant: an address picks the environment", async () => {
    const home = { configYaml, keyring };
    expect(await found(home, { tenant: "acme-sb" })).toBe("acme-sb, hush of sandbox");
    expect(await complaint(home, { tenant: "beta" })).toContain(
      "~/.sailpoint/config.yaml: no environment for https://beta.api.identitynow.com",
    );
  });

  test("of the environment that SAIL_ACTIVEENVIRONMENT names stays at its own address", async () => {
    const { SAIL_BASE_URL } = variables;
    const env = { SAIL_BASE_URL, SAIL_ACTIVEENVIRONMENT: "sandbox" };
    expect(await complaint({ env, configYaml, keyring })).toContain(
      "no environment for https://env.api.identitynow.com",
    );
    const { SAIL_BASE_URL: _, ...active } = env;
    expect(await found({ env: active, configYaml, keyring })).toBe("acme-sb, hush of sandbox");
    expect(await found({ env: active, configYaml, keyring }, { tenant: "acme" })).toBe(
      "acme, hush of acme",
    );
  });

  test("of the environment variables never goes to an address that only a file names", async () => {
    const { SAIL_BASE_URL: _, ...env } = variables;
    expect(await found({ ...everything, env })).toBe("json, hush of json");
    expect(await found({ env, configYaml, keyring })).toBe("acme, hush of acme");
    expect(await complaint({ env, configYaml, keyring: kept() })).toContain(
      "the credentials that are set are not for https://acme.api.identitynow.com",
    );
    expect(await found({ env, configYaml, keyring: kept() }, { env: "acme" })).toBe(
      "acme, hush of env",
    );
  });

  test("in the working folder goes to its own address only", async () => {
    const json = { configJson };
    expect(await complaint(json, { tenant: "beta" })).toContain("for https://json.api");
    expect(await found(json, { tenant: "json" })).toBe("json, hush of json");
  });

  test("property: no secret goes to another address than its own", async () => {
    const some = <Value>(value: Value) => fc.option(fc.constant(value), { nil: undefined });
    const env = fc.record({
      SAIL_BASE_URL: some(variables.SAIL_BASE_URL),
      SAIL_CLIENT_ID: fc.constant(undefined),
      SAIL_ACCESS_TOKEN: some("token"),
    });
    const flags = fc.constantFrom<TenantFlags>({}, { tenant: "beta" }, { env: "sandbox" });
    const keys = fc.constantFrom(kept(), kept("acme"), keyring);
    const prefix = fc.constantFrom("acme", "acme-sb", "sandbox", "beta", "env", "json", "evil");
    const given = fc.record({
      env,
      configJson: some(configJson),
      configYaml: some(configYaml),
      keyring: keys,
      flags,
      prefix: fc.option(prefix, { nil: undefined }),
      isOneOfSeveral: fc.boolean(),
    });
    let isFound = 0;
    await fc.assert(
      fc.asyncProperty(given, async ({ flags: said, prefix: name, isOneOfSeveral, ...rest }) => {
        const selection = readSelection(said, name, isOneOfSeveral);
        const world = inventedConfig(rest as Belongings);
        const finding = await findTenant(selection, world).catch((error: unknown): Draft => {
          if (error instanceof UsageError) return {};
          throw error;
        });
        const { baseUrl, credentials } = finding;
        if (!baseUrl || !credentials) return;
        isFound += 1;
        const host = baseUrl.value.host.split(".")[0] ?? "";
        expect(mayGoTo(credentials.from, host, said)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(isFound).toBeGreaterThan(0);
  });
});

test("what is missing is named, and where it was looked for", async () => {
  expect(await complaint({})).toBe(`\
no tenant configured: set SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET (base URL: \
https://{tenant}.api.identitynow.com; client: a personal access token)
looked in:
  command line: no tenant given
  environment variables: no SAIL_BASE_URL, SAIL_CLIENT_ID or SAIL_CLIENT_SECRET
  ./config.json: not found
  ~/.sailpoint/config.yaml: not found
to check the configuration: aggwatch doctor
to see it without a tenant: aggwatch demo`);
  const { SAIL_BASE_URL, ...client } = variables;
  expect(await complaint({ env: client })).toContain(
    "configured: set SAIL_BASE_URL (base URL: https://{tenant}.api.identitynow.com)\n",
  );
  expect(await complaint({ env: { SAIL_BASE_URL } })).toContain(
    "configured: set SAIL_CLIENT_ID and SAIL_CLIENT_SECRET (client: a personal access token)\n",
  );
});

test("a user without a home has no CLI, and may have everything else", async () => {
  expect(await found({ ...everything, hasHome: false })).toBe("env, hush of env");
  const { env: _, configJson: __, ...home } = everything;
  expect(await complaint({ ...home, hasHome: false })).toContain("config.yaml: not found");
});
