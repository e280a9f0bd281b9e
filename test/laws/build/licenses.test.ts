import { describe, expect, test } from "vitest";
import { licenseText } from "../../../src/build/licenses.ts";

const mitText =
  "MIT License\n\nCopyright (c) 2026 the aggwatch authors\n\nPermission is granted.\n";

describe("the license of a bundled package", () => {
  test("is the text that the package ships", () => {
    const names = { name: "ky", version: "2.1.0", license: "MIT" };
    expect(licenseText(names, "\nMIT License, Copyright Sindre\n", mitText)).toBe(
      "MIT License, Copyright Sindre",
    );
  });

  test("names the copyright of a known package that ships none", () => {
    const names = { name: "yoga-layout", version: "3.2.1", license: "MIT" };
    expect(licenseText(names, undefined, mitText)).toBe(
      "MIT License\n\nCopyright (c) Meta Platforms, Inc. and affiliates.\n\nPermission is granted.",
    );
  });

  test.for([
    ["is unknown", { name: "other", version: "1.0.0", license: "MIT" }, undefined],
    ["is empty", { name: "other", version: "1.0.0", license: "MIT" }, " \n"],
    [
      "is another than that known",
      { name: "yoga-layout", version: "4.0.0", license: "GPL" },
      undefined,
    ],
  ] as const)("that %s ends the build, with what to do", ([, names, shipped]) => {
    expect(() => licenseText(names, shipped, mitText)).toThrow(
      /ships no license text\. Find its copyright line/,
    );
  });
});
