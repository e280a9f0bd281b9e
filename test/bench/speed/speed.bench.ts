import { writeBetween } from "../write-between.ts";
import { measureConnections } from "./connections.ts";
import { measureDrawing } from "./drawing.ts";
import { table } from "./measured.ts";
import { measureMemory } from "./memory.ts";
import { measureStart } from "./start.ts";
import { measureWatching } from "./watching.ts";

const rows = [
  ...(await measureStart()),
  ...(await measureWatching()),
  measureDrawing(),
  await measureMemory(),
  await measureConnections(),
];
const text = table(rows);
console.log(text);
if (process.argv.includes("--write")) {
  writeBetween(new URL("README.md", import.meta.url), "speed", text);
}
