import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BundledPackage } from "./bundled-packages.ts";
import { root } from "./bundled.ts";

/** What a license text is found by, in a package's folder. */
const licenseFile = /^licen[cs]e(?:[-.]\w+)*$/i;

/** The packages that ship no license text: their copyright line, as their sources have it. */
const copyrights: Readonly<Record<string, string>> = {
  "yoga-layout": "Copyright (c) Meta Platforms, Inc. and affiliates.",
};

/** The license of each package. Throws where one has no license text and none is known. */
export async function licensesOf(packages: readonly BundledPackage[]): Promise<string> {
  const sections = await Promise.all(packages.map(sectionOf));
  return `aggwatch contains these packages.\n\n${sections.join("\n\n")}\n`;
}

async function sectionOf(bundled: BundledPackage): Promise<string> {
  const { name, version, license, folder } = bundled;
  const file = (await readdir(folder)).toSorted().find((one) => licenseFile.test(one));
  const text = file === undefined ? undefined : await readFile(join(folder, file), "utf8");
  const ours = await readFile(join(root, "LICENSE"), "utf8");
  return `${name} ${version} (${license})\n\n${licenseText(bundled, text, ours)}`;
}

/**
 * The license that is shipped, or the MIT license, of which `mitText` is a copy, with the known
 * copyright line of the package.
 */
export function licenseText(
  { name, license }: Pick<BundledPackage, "name" | "license">,
  shipped: string | undefined,
  mitText: string,
): string {
  const text = shipped?.trim();
  if (text) return text;
  const copyright = copyrights[name];
  if (license !== "MIT" || copyright === undefined) {
    throw new Error(
      `${name} ships no license text. Find its copyright line and add it to src/build/licenses.ts.`,
    );
  }
  return mitText.replace(/^Copyright .*$/m, copyright).trim();
}
