import { parseArgs } from "node:util";
import { estimators } from "./estimators.ts";
import { report } from "./report/report.ts";
import { runsReport } from "./report/runs-report.ts";
import { runAll, runSources } from "./run.ts";
import { writeBetween } from "./write-between.ts";

const { values } = parseArgs({
  options: {
    /** Puts the result into the README. */
    write: { type: "boolean", default: false },
    /** The runs that are tuned on, not those that are reported; without the first edition. */
    tune: { type: "boolean", default: false },
    workers: { type: "string" },
  },
});
const options = { workers: values.workers === undefined ? undefined : Number(values.workers) };
const runs = runsReport(await runSources(values.tune ? "tune" : "report", options));
console.log(runs);
if (!values.tune) {
  const [ours, ...rivals] = estimators;
  const cells = await runAll(options);
  const first = report(cells, [ours.name, ...rivals.map(({ name }) => name)]);
  console.log(first);
  if (values.write) {
    const file = new URL("README.md", import.meta.url);
    writeBetween(file, "runs", runs);
    writeBetween(file, "forecast", first);
  }
}
