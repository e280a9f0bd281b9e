import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { unknownOptionText } from "../../../../src/commands/flags/unknown-option.ts";
import { UsageError } from "../../../../src/system/usage-error.ts";
import { withoutSecrets } from "../../../../src/text/without-secrets.ts";

describe("a text that is repeated is shown", () => {
  test.for([
    ["https://me:hush@acme.example/x", "https://…@acme.example/x"],
    ['"http://me:hu/sh@evil@acme.example" is', '"http://…@acme.example" is'],
    ["socks5://hush@p", "socks5://…@p"],
    ["me:hush@proxy.example:8080", "…@proxy.example:8080"],
    ['"me:hush@[::1]"', '"…@[::1]"'],
    ["SAIL_CLIENT_SECRET=hush", "SAIL_CLIENT_SECRET=…"],
    ["https://x.example/?access_token=hush&b=1", "https://x.example/?access_token=…&b=1"],
    ['password="hush hush" x', "password=… x"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.hush is", "… is"],
  ] as const)("without the secrets in it: %s", ([text, shown]) => {
    expect(withoutSecrets(text)).toBe(shown);
    expect(new UsageError(text).message).toBe(shown);
  });

  test.for([
    "SAIL_ACCESS_TOKEN is not an access token: it has blanks",
    "https://acme.api.identitynow.com/v2024",
    "a@b.example: not an id",
    "12:30 @ noon",
    "SAIL_CLIENT_ID is set and SAIL_CLIENT_SECRET is not; set both, or neither",
  ])("as it is where there is none: %s", (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});

describe("an option that there is not", () => {
  const command = new Command("aggwatch")
    .option("--output <form>")
    .option("--strict")
    .option("--tenant <name>");
  const said = (option: string) => unknownOptionText(`${option}'`, command);

  test.for([
    "--client-secret=hush",
    "--client_secret=hush",
    "--token=hush",
    "--token:hush",
    "--password hush",
    "--api-key=hush",
    "--pat=hush",
    "--client-id=hush",
  ])("that would take a secret is named without it, with where secrets go: %s", (option) => {
    expect(said(option)).toMatch(/^unknown option '--[\w-]+': no flag takes a secret/);
    expect(said(option)).toContain("SAIL_CLIENT_SECRET");
    expect(said(option)).not.toContain("hush");
  });

  test("is named without its value, however it is written", () => {
    expect(said("--bogus=hush")).toBe("unknown option '--bogus'");
    expect(said("--bogus='hush'\n(Did you mean hush?)")).toBe("unknown option '--bogus'");
    expect(said("-phush")).toBe("unknown option '-p'");
    expect(said("--=hush")).toBe("unknown option '--'");
    expect(said("--\u001b[31mbogus")).toBe("unknown option '--bogus'");
    expect(said(`--${"x".repeat(100)}`)).toBe(`unknown option '--${"x".repeat(30)}'`);
  });

  test("may resemble another", () => {
    expect(said("--ouput=hush")).toBe("unknown option '--ouput'\n(Did you mean --output?)");
    expect(said("-output")).toBe("unknown option '-o'\n(Did you mean --output?)");
  });

  test("that only takes no value is said to", () => {
    expect(said("--strict=hush")).toBe("option '--strict' takes no value");
  });
});
