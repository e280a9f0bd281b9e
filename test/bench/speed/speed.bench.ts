import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { writeBetween } from "../write-between.ts";
import { isMet, type Measured, tableHead, tableRow } from "./measured.ts";
import { topics } from "./topics.ts";

const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    hour: { type: "boolean", default: false },
    only: { type: "string" },
  },
});
const { short, write, hour, only } = values;
const wanted = only?.split(",");

/** What is waited for may never come. */
const mostMs = (hour ? 80 : 10) * 60_000;

const rows: Measured[] = [];
const lines = [tableHead];
console.log(tableHead);
for (const { name, isShort, measure } of topics) {
  if (wanted ? !wanted.includes(name) : short && !isShort) continue;
  const [load = 0] = loadavg();
  console.error(`${name} · load average ${load.toFixed(1)}`);
  const lastResort = setTimeout(() => {
    throw new Error(`${name} has not ended within ${mostMs / 60_000} minutes`);
  }, mostMs);
  const measured = await measure({ hour });
  clearTimeout(lastResort);
  for (const line of measured.map(tableRow)) {
    lines.push(line);
    console.log(line);
  }
  rows.push(...measured);
}
const [load = 0] = loadavg();
const cores = availableParallelism();
// What the bench itself keeps busy is one core, or two.
if (load > cores) {
  console.log(`\nLoad average ${load.toFixed(1)} on ${cores} cores: what is in ms is unsound.`);
}
if (write) writeBetween(new URL("README.md", import.meta.url), "speed", lines.join("\n"));
const missed = rows.filter((row) => isMet(row) === false);
for (const { what } of missed) console.error(`missed: ${what}`);
process.exitCode = missed.length > 0 ? 1 : 0;
