import { describe, expect, test } from "vitest";
import {
  KeyringError,
  type KeyringPackage,
  keyringText,
  systemKeyring,
} from "../../../src/tenant-config/keyring.ts";
import { inventedClock } from "../../support/invented/clock.ts";

const bytes = (text: string) => Buffer.from(text);

test("what stands in a keyring is text, without blanks around it", () => {
  expect(keyringText(bytes(" hush ä𝒳\n"))).toBe("hush ä𝒳");
  expect(keyringText(bytes(""))).toBe("");
});

test("what the CLI wrapped for macOS is unwrapped", () => {
  const wrapped = bytes("hush ä𝒳\nmore");
  expect(keyringText(bytes(`go-keyring-base64:${wrapped.toString("base64")}`))).toBe(
    "hush ä𝒳\nmore",
  );
  expect(keyringText(bytes(`go-keyring-encoded:${wrapped.toString("hex")}`))).toBe("hush ä𝒳\nmore");
});

test("what only looks so is left as it is", () => {
  for (const text of ["go-keyring-other:x", "x go-keyring-base64:eA==", "go-keyring-base64"]) {
    expect(keyringText(bytes(text))).toBe(text);
  }
});

describe("a look-up", () => {
  const service = "environments.pat.clientsecret";

  /** A package whose entries are what `secretOf` says of the name they were made with. */
  function packageOf(secretOf: (name: string) => Promise<number[] | null>) {
    const made = (name: string) => ({ getSecret: () => secretOf(name) });
    const AsyncEntry = Object.assign(
      function AsyncEntry(...names: readonly unknown[]) {
        return made(JSON.stringify(names));
      },
      { withTarget: (...names: readonly unknown[]) => made(`at ${JSON.stringify(names)}`) },
    );
    return async () => ({ AsyncEntry }) as unknown as KeyringPackage;
  }

  /** The name of the entry that is looked up, since it is what stands in it. */
  function nameOn(platform: NodeJS.Platform) {
    const load = packageOf(async (name) => [...bytes(name)]);
    return systemKeyring(inventedClock(), platform, load)(service, "acme");
  }

  test("has the names that SailPoint's CLI gives, on each system", async () => {
    const options = '{"linux":{"store":"secret-service"}}';
    expect(await nameOn("linux")).toBe(`["${service}","acme",${options}]`);
    expect(await nameOn("darwin")).toBe(`["${service}","acme",${options}]`);
    expect(await nameOn("win32")).toBe(`at ["${service}:acme","${service}","acme"]`);
  });

  test("that finds nothing is undefined", async () => {
    const load = packageOf(async () => null);
    expect(await systemKeyring(inventedClock(), "linux", load)(service, "acme")).toBeUndefined();
  });

  test("without the package says so", async () => {
    for (const fault of [
      Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" }),
      new Error("Cannot find native binding. npm has a bug"),
    ]) {
      const keyring = systemKeyring(inventedClock(), "linux", () => Promise.reject(fault));
      const look = keyring(service, "acme");
      await expect(look).rejects.toThrow(
        new KeyringError("the optional package @napi-rs/keyring is not installed"),
      );
    }
  });

  test("that fails says why, safe to print", async () => {
    const load = packageOf(() => Promise.reject(new Error("no\u001b[2J bus\r\n")));
    const look = systemKeyring(inventedClock(), "linux", load)(service, "acme");
    await expect(look).rejects.toThrow(new KeyringError("no bus"));
  });

  test("is given up after a minute, in which a user may unlock it", async () => {
    const clock = inventedClock();
    const load = packageOf(() => new Promise(() => undefined));
    const settled: string[] = [];
    const look = systemKeyring(clock, "linux", load)(service, "acme");
    look.catch(() => settled.push("given up"));
    await clock.advance(59_999);
    expect(settled).toEqual([]);
    await clock.advance(1);
    await expect(look).rejects.toThrow(
      new KeyringError("it did not answer in a minute: is it locked?"),
    );
  });
});
