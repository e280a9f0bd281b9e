/*
 * Makes dist/, the published package: ES modules with all dependencies but the keyring, for a fast start
 * and a small install, their licenses, two schemas and the man page. Run: node src/build/bundle.ts
 */
import { chmod, copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import packageJson from "../../package.json" with { type: "json" };
import { dist, input, output, root } from "./bundled.ts";
import { writeManual } from "./manual.ts";

await rm(dist, { recursive: true, force: true });
const bundle = await rolldown(input);
const { output: parts } = await bundle.write(output);
await bundle.close();
const modules = parts.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
await writeFile(join(dist, "LICENCES.txt"), await licencesOf(modules));
await copyFile(
  join(root, "src/output/ndjson/events.schema.json"),
  join(dist, "events.schema.json"),
);
await chmod(join(dist, "aggwatch.js"), 0o755);
await writeManual(dist, packageJson.version);

/** The license of every package with a bundled module. */
async function licencesOf(moduleIds: readonly string[]): Promise<string> {
  const folders = new Set(moduleIds.map(packageFolder).filter((folder) => folder !== undefined));
  const texts = await Promise.all([...folders].toSorted().map(licenceIn));
  return `aggwatch contains these packages.\n\n${texts.join("\n\n")}\n`;
}

function packageFolder(moduleId: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId.replaceAll("\\", "/"))?.[0];
}

async function licenceIn(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  ) as { name: string; version: string; license: string };
  const names = ["license", "LICENSE", "LICENSE.md", "license.md", "LICENSE.txt", "LICENCE"];
  const texts = await Promise.all(
    names.map((file) => readFile(join(folder, file), "utf8").catch(() => "")),
  );
  return `${name} ${version} (${license})\n\n${texts.find((text) => text !== "")?.trim() ?? ""}`;
}
