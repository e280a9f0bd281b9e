import { describe, expect, test } from "vitest";
import { cliEnvironmentOffer } from "../../../src/tenant-config/cli-environment.ts";
import { configJsonOffer } from "../../../src/tenant-config/config-json.ts";
import type { Draft, Offer } from "../../../src/tenant-config/tenant-config.ts";
import { UsageError } from "../../../src/system/usage-error.ts";
import { type Belongings, inventedConfig, kept } from "../../support/invented/config.ts";

const json = { BaseURL: "https://a.example", ClientId: "c1", ClientSecret: "hush" };
const yaml = `
activeenvironment: Acme
environments:
  acme:
    baseurl: https://acme.api.identitynow.com
`;
const old = `${yaml}    pat:\n      clientid: c0\n      clientsecret: hush of old\n`;

function jsonOffer(configJson: string | object, more: Belongings = {}): Promise<Offer> {
  return configJsonOffer(inventedConfig({ ...more, configJson }), {});
}

function yamlOffer(belongings: Belongings, named?: string, draft: Draft = {}): Promise<Offer> {
  return cliEnvironmentOffer(inventedConfig(belongings), draft, named);
}

describe("./config.json", () => {
  test("is what SailPoint's SDKs write", async () => {
    const { baseUrl, credentials } = await jsonOffer(json);
    expect(baseUrl?.value.href).toBe("https://a.example/");
    expect(credentials).toMatchObject({ clientId: "c1", clientSecret: "hush" });
  });

  test("may begin with a byte order mark, and have more in it", async () => {
    const { credentials } = await jsonOffer(`\uFEFF${JSON.stringify({ ...json, Other: [1] })}`);
    expect(credentials).toMatchObject({ clientId: "c1" });
  });

  test.for([
    ["settings", '{"port":8080}'],
    ["a list", "[]"],
    ["JSON with comments", '{ // mine\n "port": 1 }'],
    ["nothing", ""],
  ] as const)("of another program is left alone: %s", async ([, text]) => {
    expect(await jsonOffer(text)).toEqual({ says: "belongs to another program" });
  });

  test("with an address alone is of no use", async () => {
    expect(await jsonOffer({ BaseURL: json.BaseURL })).toEqual({
      says: "no ClientId and ClientSecret",
    });
  });

  test.for(["ClientId", "ClientSecret", "BaseURL"] as const)(
    "without %s is told so",
    async (key) => {
      for (const nothing of [undefined, "", " "]) {
        const offer = jsonOffer({ ...json, [key]: nothing });
        await expect(offer).rejects.toThrow(new UsageError(`./config.json has no ${key}; add it`));
      }
    },
  );

  test.for([
    ["half a text", JSON.stringify(json).slice(0, -3)],
    ["a number", JSON.stringify({ ...json, ClientSecret: 7 })],
    ["a list", `[${JSON.stringify(json)}]`],
  ] as const)("that cannot be read is named, and not repeated: %s", async ([, text]) => {
    const offer = jsonOffer(text);
    await expect(offer).rejects.toThrow(UsageError);
    await expect(offer).rejects.toThrow(/^\.\/config\.json is not valid: expected JSON with/);
    await expect(offer).rejects.not.toThrow(/hush|c1/);
  });

  test("with a wrong address says where that stands", async () => {
    await expect(jsonOffer({ ...json, BaseURL: "acme" })).rejects.toThrow(
      /^\.\/config\.json: the base URL "acme" is not a URL/,
    );
  });
});

describe("the secret of ./config.json goes to its own origin only", () => {
  const secretFor = async (own: string, known: string) => {
    const draft: Draft = { baseUrl: { value: new URL(known), from: "--base-url" } };
    const world = inventedConfig({ configJson: { ...json, BaseURL: own } });
    const { says, credentials } = await configJsonOffer(world, draft);
    return credentials ? "given" : says;
  };

  test.for([
    ["another port of the host", "https://a.example", "https://a.example:8443/"],
    ["the host without TLS", "https://127.0.0.1:8484", "http://127.0.0.1:8484/"],
    ["the host with TLS", "http://127.0.0.1:8484", "https://127.0.0.1:8484/"],
    ["another host", "https://a.example", "https://b.example/"],
    ["a host below it", "https://a.example", "https://a.example.b.example/"],
  ])("and not to %s", async ([, own = "", known = ""]) => {
    expect(await secretFor(own, known)).toBe(`its secret is for ${own} only`);
  });

  test.for([
    ["https://a.example", "https://a.example/"],
    ["https://a.example:443/v2024", "https://a.example/"],
    ["https://A.example/", "https://a.example/isc/"],
    ["http://localhost:8484", "http://localhost:8484/"],
  ])("however that is written: %s serves %s", async ([own = "", known = ""]) => {
    expect(await secretFor(own, known)).toBe("given");
  });
});

describe("an environment of SailPoint's CLI", () => {
  test("is its address from the file and its secret from the keyring", async () => {
    const offer = await yamlOffer({ configYaml: yaml, keyring: kept("acme") });
    expect(offer).toMatchObject({
      says: "environment acme (activeenvironment); secret in the keyring",
      baseUrl: { from: "environment acme of ~/.sailpoint/config.yaml" },
      credentials: { clientId: "id of acme", clientSecret: "hush of acme" },
    });
  });

  test("of an older CLI has its secret in the file", async () => {
    for (const keyring of [undefined, {}]) {
      const offer = await yamlOffer({ configYaml: old, ...(keyring && { keyring }) });
      expect(offer.credentials).toMatchObject({
        clientId: "c0",
        clientSecret: "hush of old",
        from: "~/.sailpoint/config.yaml (environment acme)",
      });
    }
    const offer = await yamlOffer({ configYaml: old, keyring: kept("acme") });
    expect(offer.credentials).toMatchObject({ clientSecret: "hush of acme" });
  });

  test.for([
    ["no keyring", undefined, "the keyring cannot be read (no secret service)"],
    ["an empty keyring", {}, "no secret for it in the keyring"],
    [
      "half a client in it",
      { "environments.pat.clientid acme": "c1" },
      "no secret for it in the keyring",
    ],
    ["another's secret in it", kept("Acme", "beta"), "no secret for it in the keyring"],
  ] as const)("with %s gives its address, and says what to do", async ([, keyring, words]) => {
    const offer = await yamlOffer({ configYaml: yaml, ...(keyring && { keyring }) });
    expect(offer.credentials).toBeUndefined();
    expect(offer.baseUrl?.value.host).toBe("acme.api.identitynow.com");
    expect(offer.says).toBe(
      `environment acme (activeenvironment); ${words}; store a personal access token: ` +
        "sail set pat --env acme",
    );
  });

  test("that signs in with a browser is told that this is not for aggwatch", async () => {
    const offer = await yamlOffer({ configYaml: `authtype: OAuth${yaml}`, keyring: {} });
    expect(offer.says).toContain("aggwatch can't sign in with a browser");
  });

  test("is looked up in the keyring by its name in small letters, and no other", async () => {
    const world = inventedConfig({ configYaml: yaml.replace("acme:", "ACME:"), keyring: {} });
    await cliEnvironmentOffer(world, {}, undefined);
    expect(world.looked.slice(1)).toEqual([
      "environments.pat.clientid acme",
      "environments.pat.clientsecret acme",
    ]);
  });

  test("is asked of the keyring one thing at a time, since it may ask its user", async () => {
    let asking = 0;
    const atOnce: number[] = [];
    const keyring = async () => {
      asking += 1;
      atOnce.push(asking);
      await Promise.resolve();
      asking -= 1;
      return "hush";
    };
    await cliEnvironmentOffer({ ...inventedConfig({ configYaml: yaml }), keyring }, {}, undefined);
    expect(atOnce).toEqual([1, 1]);
  });

  test("is not looked up where the credentials are known", async () => {
    const world = inventedConfig({ configYaml: yaml });
    const credentials = { accessToken: "t", from: "SAIL_ACCESS_TOKEN" };
    const offer = await cliEnvironmentOffer(world, { credentials }, undefined);
    expect(offer.baseUrl?.value.host).toBe("acme.api.identitynow.com");
    expect(world.looked).toEqual(["~/.sailpoint/config.yaml"]);
  });

  test("that is named and not there is told what there is", async () => {
    await expect(yamlOffer({ configYaml: yaml }, "beta\u001b[31m")).rejects.toThrow(
      new UsageError(
        '--env names the environment "beta", which ~/.sailpoint/config.yaml does not have; it has: acme',
      ),
    );
    const env = { SAIL_ACTIVEENVIRONMENT: "beta" };
    await expect(yamlOffer({ env, configYaml: yaml })).rejects.toThrow(
      /^SAIL_ACTIVEENVIRONMENT names the environment "beta"/,
    );
    await expect(yamlOffer({ configYaml: yaml.replace("Acme", "gone") })).rejects.toThrow(
      /^activeenvironment in ~\/\.sailpoint\/config\.yaml names the environment "gone"/,
    );
    await expect(yamlOffer({ configYaml: "environments:" }, "beta")).rejects.toThrow(/has: none$/);
  });

  test("that is named needs the file", async () => {
    await expect(yamlOffer({}, "acme")).rejects.toThrow(
      /^--env acme needs ~\/\.sailpoint\/config\.yaml, which does not exist; create it/,
    );
    const env = { SAIL_ACTIVEENVIRONMENT: "acme" };
    expect(await yamlOffer({ env })).toEqual({ says: "not found" });
  });

  test("that no one chose is the one called default, as in the CLI", async () => {
    const environments = "environments:\n  acme: {baseurl: 'https://a.example'}\n";
    expect(await yamlOffer({ configYaml: environments })).toEqual({
      says: "no activeenvironment; name one with --env",
    });
    const offer = await yamlOffer({ configYaml: environments.replace("acme", "default") });
    expect(offer.baseUrl?.value.host).toBe("a.example");
  });

  test("without an address is told so, and a wrong one where it stands", async () => {
    const place = "environment acme of ~/.sailpoint/config.yaml";
    await expect(yamlOffer({ configYaml: "environments: {acme: }" }, "acme")).rejects.toThrow(
      new UsageError(`${place} has no baseurl; add it with SailPoint's CLI`),
    );
    const web = yaml.replace("acme.api", "acme");
    await expect(yamlOffer({ configYaml: web })).rejects.toThrow(
      `${place}: the base URL "https://acme.identitynow.com" is a web address; the API is at https://acme.api.identitynow.com`,
    );
  });

  test.for([
    ["is no YAML", `${old}  }`, "is not valid YAML (line 9)"],
    ["has tabs", "environments:\n\tacme: hush", "is not valid YAML (line 2)"],
    ["has a name twice", `${old}  acme: hush`, "is not valid YAML (line 9)"],
    ["is a text", "hush", "is not what SailPoint's CLI writes"],
    ["is a list", "- hush", "is not what SailPoint's CLI writes"],
    ["has a list of environments", "environments: [hush]", "is not what SailPoint's CLI writes"],
    ["refers to itself without end", bomb(), "is not what SailPoint's CLI writes"],
    ["has an alias of itself in a list", "&hush [*hush]", "is not what SailPoint's CLI writes"],
    ["has brackets without end", `hush: ${"[".repeat(20_000)}`, "is n"],
    ["is nested deep", `a: ${"{a: ".repeat(5000)}1${"}".repeat(5000)}`, "is n"],
  ] as const)("in a file that %s is told so, and nothing is repeated", async ([, text, words]) => {
    const offer = yamlOffer({ configYaml: text });
    await expect(offer).rejects.toThrow(UsageError);
    await expect(offer).rejects.toThrow(words);
    await expect(offer).rejects.not.toThrow(/hush/);
  });

  test.for(["", "# nothing yet\n", "environments:\n", "customurl: x\n"])(
    "in an empty file is none: %j",
    async (text) => {
      expect(await yamlOffer({ configYaml: text })).toEqual({ says: "no environments" });
    },
  );
});

describe("a file that others may read", () => {
  const isOpenToOthers = true;

  test("and that holds a secret is warned of", async () => {
    expect((await jsonOffer(json, { isOpenToOthers })).warning).toBe(
      "other users can read ./config.json, which holds a secret; to prevent that: chmod 600 ./config.json",
    );
    expect((await yamlOffer({ configYaml: old, isOpenToOthers })).warning).toContain(
      "chmod 600 ~/.sailpoint/config.yaml",
    );
  });

  test("and that holds none is no matter", async () => {
    const keyring = kept("acme");
    expect(
      (await yamlOffer({ configYaml: yaml, keyring, isOpenToOthers })).warning,
    ).toBeUndefined();
    expect((await jsonOffer(json)).warning).toBeUndefined();
    expect((await yamlOffer({ configYaml: old })).warning).toBeUndefined();
  });
});

test.for(["environments: &a {x: *a}", "&a\nenvironments: *a\nx: *a"])(
  "SailPoint's CLI may have an alias that stands in itself, of which nothing comes: %j",
  async (text) => {
    const { baseUrl, credentials } = await yamlOffer({ configYaml: text });
    expect([baseUrl, credentials]).toEqual([undefined, undefined]);
  },
);

/** Aliases of aliases: a few lines that would be a billion values. */
function bomb(): string {
  const lines = Array.from({ length: 30 }, (_, at) => `l${at + 1}: &l${at + 1} [*l${at}, *l${at}]`);
  return ["l0: &l0 hush", ...lines].join("\n");
}
