import type { BundledPackage } from "./bundled-packages.ts";

/**
 * What the published package contains, as a software bill of materials: CycloneDX 1.6 in JSON
 * (ECMA-424), without a serial number and a time, so that the same build has the same bill.
 */
export function billOfMaterials(
  self: Pick<BundledPackage, "name" | "version" | "license">,
  packages: readonly BundledPackage[],
): string {
  const own = component(self, "application");
  const libraries = packages.map((each) => component(each, "library"));
  const bill = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: own },
    components: libraries,
    dependencies: [{ ref: own["bom-ref"], dependsOn: libraries.map((each) => each["bom-ref"]) }],
  };
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

function component(
  { name, version, license }: Pick<BundledPackage, "name" | "version" | "license">,
  type: "application" | "library",
) {
  const purl = packageUrl(name, version);
  return { type, "bom-ref": purl, name, version, licenses: [licenseChoice(license)], purl };
}

/** An identifier, or an expression such as `(MIT OR Apache-2.0)`. */
function licenseChoice(license: string) {
  return /\s/.test(license) ? { expression: license } : { license: { id: license } };
}

/** A package URL of npm, in which the scope is the namespace (ECMA-427). */
function packageUrl(name: string, version: string): string {
  return `pkg:npm/${name.split("/").map(encodeURIComponent).join("/")}@${encodeURIComponent(version)}`;
}
