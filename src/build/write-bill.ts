/*
 * Writes the software bill of materials of the published package to standard output.
 * Run: node src/build/write-bill.ts
 */
import { rolldown } from "rolldown";
import packageJson from "../../package.json" with { type: "json" };
import { billOfMaterials } from "./bill-of-materials.ts";
import { bundledPackages } from "./bundled-packages.ts";
import { input, output } from "./bundled.ts";

const bundle = await rolldown(input);
const { output: parts } = await bundle.generate(output);
await bundle.close();
const modules = parts.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
process.stdout.write(billOfMaterials(packageJson, await bundledPackages(modules)));
