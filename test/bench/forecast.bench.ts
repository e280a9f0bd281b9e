import { estimators } from "./estimators.ts";
import { report } from "./report/report.ts";
import { runAll } from "./run.ts";
import { writeBetween } from "./write-between.ts";

const [ours, ...rivals] = estimators;
const cells = await runAll();
const text = report(cells, [ours.name, ...rivals.map(({ name }) => name)]);
console.log(text);
if (process.argv.includes("--write")) {
  writeBetween(new URL("README.md", import.meta.url), "forecast", text);
}
