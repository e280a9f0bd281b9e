import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./bundled.ts";

/** What a license text is found by, in a package's folder. */
const licenseFile = /^licen[cs]e(?:[-.]\w+)*$/i;

/** The packages that ship no license text: their copyright line, as their sources have it. */
const copyrights: Readonly<Record<string, string>> = {
  "yoga-layout": "Copyright (c) Meta Platforms, Inc. and affiliates.",
};

interface PackageNames {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier. */
  readonly license: string;
}

/**
 * The licenses of all packages that modules come from, given by their paths, each once and in the
 * order of their names. Throws where a package has no license text and none is known.
 */
export async function licensesOf(moduleIds: readonly string[]): Promise<string> {
  const folders = new Set(moduleIds.map(packageFolder).filter((folder) => folder !== undefined));
  const sections = new Set(await Promise.all([...folders].map(sectionOf)));
  return `aggwatch contains these packages.\n\n${[...sections].toSorted().join("\n\n")}\n`;
}

function packageFolder(moduleId: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId.replaceAll("\\", "/"))?.[0];
}

async function sectionOf(folder: string): Promise<string> {
  const names = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as PackageNames;
  const file = (await readdir(folder)).toSorted().find((one) => licenseFile.test(one));
  const text = file === undefined ? undefined : await readFile(join(folder, file), "utf8");
  const ours = await readFile(join(root, "LICENSE"), "utf8");
  return `${names.name} ${names.version} (${names.license})\n\n${licenseText(names, text, ours)}`;
}

/**
 * The license that is shipped, or the MIT license, of which `mitText` is a copy, with the known
 * copyright line of the package.
 */
export function licenseText(
  { name, license }: PackageNames,
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
