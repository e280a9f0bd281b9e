import { readFileSync, writeFileSync } from "node:fs";
import { estimators } from "./estimators.ts";
import { report } from "./report/report.ts";
import { runAll } from "./run.ts";

const begin = "<!-- forecast: begin -->";
const end = "<!-- forecast: end -->";
const readme = new URL("README.md", import.meta.url);

const [ours, ...rivals] = estimators;
const cells = await runAll();
const text = report(cells, [ours.name, ...rivals.map(({ name }) => name)]);
console.log(text);
if (process.argv.includes("--write")) {
  writeFileSync(readme, between(readFileSync(readme, "utf8"), text));
}

/** The file with what stands between the markers replaced. */
function between(file: string, text: string): string {
  const from = file.indexOf(begin);
  const to = file.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md must have ${begin} and, later, ${end}`);
  return `${file.slice(0, from + begin.length)}\n\n${text}\n\n${file.slice(to)}`;
}
