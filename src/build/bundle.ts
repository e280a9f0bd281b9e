/*
 * Makes dist/, the published package: ES modules with all dependencies but the keyring, for a fast start
 * and a small install, their licenses, two schemas, the types of events and the man page. Run: node src/build/bundle.ts
 */
import { chmod, copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import packageJson from "../../package.json" with { type: "json" };
import { bundledPackages } from "./bundled-packages.ts";
import { dist, input, output, root } from "./bundled.ts";
import { eventTypes } from "./event-types.ts";
import { licensesOf } from "./licenses.ts";
import { writeManual } from "./manual.ts";

await rm(dist, { recursive: true, force: true });
const bundle = await rolldown(input);
const { output: parts } = await bundle.write(output);
await bundle.close();
const modules = parts.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
await writeFile(join(dist, "LICENSES.txt"), await licensesOf(await bundledPackages(modules)));
await writeEvents();
await chmod(join(dist, "aggwatch.js"), 0o755);
await writeManual(dist, packageJson.version);

/** Schema, types and reader of the events. */
async function writeEvents(): Promise<void> {
  const schema = join(root, "src/output/ndjson/events.schema.json");
  await copyFile(schema, join(dist, "events.schema.json"));
  const types = await eventTypes(JSON.parse(await readFile(schema, "utf8")));
  await writeFile(join(dist, "events.d.ts"), types);
  const bundle = await rolldown({ input: join(root, "src/output/ndjson/read-events.ts") });
  await bundle.write({ file: join(dist, "events.js") });
  await bundle.close();
}
