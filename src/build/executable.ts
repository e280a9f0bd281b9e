/*
 * Makes executable/: the program as one file for machines without Node, of the system and the Node
 * that this runs with, beside its man page and all licenses. Run: node src/build/executable.ts
 */
import { execFileSync } from "node:child_process";
import { copyFile, mkdtemp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { bundledPackages } from "./bundled-packages.ts";
import { root } from "./bundled.ts";
import { licensesOf } from "./licenses.ts";
import { writeManual } from "./manual.ts";
import { writeOneFile } from "./one-file.ts";

const oldestMajor = 26;
const folder = join(root, "executable");
const executable = join(folder, process.platform === "win32" ? "aggwatch.exe" : "aggwatch");

if (Number(process.versions.node.split(".")[0]) < oldestMajor) {
  process.stderr.write(
    `Node ${process.versions.node} makes no single executable of an ES module. Run this with Node ` +
      `${oldestMajor} or newer: PATH/TO/node src/build/executable.ts\n`,
  );
  process.exit(1);
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder);
const work = await mkdtemp(join(tmpdir(), "aggwatch-executable-"));
const main = join(work, "aggwatch.js");
const modules = await writeOneFile(main);
const config = join(work, "config.json");
await writeFile(
  config,
  JSON.stringify({
    main,
    mainFormat: "module",
    output: executable,
    useCodeCache: true,
    disableExperimentalSEAWarning: true,
  }),
);
execFileSync(process.execPath, ["--build-sea", config], { stdio: ["ignore", "ignore", "inherit"] });
// macOS runs no program whose signature is not its own.
if (process.platform === "darwin") execFileSync("codesign", ["--force", "--sign", "-", executable]);
await writeManual(work, packageJson.version);
await copyFile(join(work, "aggwatch.1"), join(folder, "aggwatch.1"));
await writeLicenses();
await rm(work, { recursive: true });
const megabytes = (await stat(executable)).size / 1e6;
process.stdout.write(`${executable}: ${megabytes.toFixed(0)} MB\n`);

/** Those of the packages, and Node's, which names what is in Node. */
async function writeLicenses(): Promise<void> {
  const packages = await licensesOf(await bundledPackages(modules));
  // Beside Node on Windows, else above it.
  const places = [dirname(process.execPath), join(dirname(process.execPath), "..")];
  const texts = await Promise.allSettled(
    places.map((place) => readFile(join(place, "LICENSE"), "utf8")),
  );
  const node = texts.find((text) => text.status === "fulfilled");
  if (!node) throw new Error(`no license of Node in ${places.join(" or ")}`);
  const title = `Node ${process.versions.node}, which runs it\n\n`;
  await writeFile(join(folder, "LICENSES.txt"), `${packages}\n\n${title}${node.value}`);
}
