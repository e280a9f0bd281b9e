import { expect, test } from "vitest";
import { billOfMaterials } from "../../../src/build/bill-of-materials.ts";

const self = { name: "aggwatch", version: "1.2.3", license: "MIT" };
const folder = "/node_modules";

test("the bill names what the package contains, by package URL, with the license", () => {
  const bill: unknown = JSON.parse(
    billOfMaterials(self, [
      { name: "@scope/one", version: "1.0.0-beta+1", license: "ISC", folder },
      { name: "two", version: "2.0.0", license: "(MIT OR Apache-2.0)", folder },
    ]),
  );
  const one = "pkg:npm/%40scope/one@1.0.0-beta%2B1";
  const two = "pkg:npm/two@2.0.0";
  expect(bill).toMatchObject({
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    metadata: { component: { type: "application", purl: "pkg:npm/aggwatch@1.2.3" } },
    components: [
      { type: "library", name: "@scope/one", purl: one, licenses: [{ license: { id: "ISC" } }] },
      { name: "two", purl: two, licenses: [{ expression: "(MIT OR Apache-2.0)" }] },
    ],
    dependencies: [{ ref: "pkg:npm/aggwatch@1.2.3", dependsOn: [one, two] }],
  });
});

test("the same packages have the same bill", () => {
  const packages = [{ name: "two", version: "2.0.0", license: "MIT", folder }];
  expect(billOfMaterials(self, packages)).toBe(billOfMaterials(self, packages));
});
