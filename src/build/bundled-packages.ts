import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A package with a module in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  /** Where it is installed. */
  readonly folder: string;
}

/** The packages that modules come from, given by their paths; each once, in the order of names. */
export async function bundledPackages(
  moduleIds: readonly string[],
): Promise<readonly BundledPackage[]> {
  const folders = new Set(moduleIds.map(packageFolder).filter((folder) => folder !== undefined));
  const packages = new Map<string, BundledPackage>();
  for (const folder of [...folders].toSorted()) {
    const { name, version, license } = JSON.parse(
      await readFile(join(folder, "package.json"), "utf8"),
    ) as Omit<BundledPackage, "folder">;
    packages.set(`${name} ${version}`, { name, version, license, folder });
  }
  return [...packages].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
}

function packageFolder(moduleId: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId.replaceAll("\\", "/"))?.[0];
}
