/* What a budget server does for a fleet, in a table. Run: npm run bench:fleet */
import { simulate } from "./simulate.ts";

const sizes = [
  [1, 1],
  [1, 100],
  [2, 100],
  [10, 10],
  [10, 100],
  [50, 20],
  [50, 200],
] as const;

console.log(
  "| computers × ids | best | --budget: age | 429s | in 10 s | without: age | 429s | in 10 s |",
);
console.log("| --- | --: | --: | --: | --: | --: | --: | --: |");
for (const [machines, idsEach] of sizes) {
  const [shared, alone] = [true, false].map((hasBudget) =>
    simulate({ machines, idsEach, hasBudget, seed: 1 }),
  );
  if (!shared || !alone) throw new TypeError("two figures");
  const cells = [
    `${machines} × ${idsEach}`,
    seconds(shared.bestAgeS),
    seconds(shared.meanAgeS),
    percent(shared.limitedPart),
    `${shared.peak}`,
    seconds(alone.meanAgeS),
    percent(alone.limitedPart),
    `${alone.peak}`,
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

function seconds(value: number): string {
  return value < 100 ? `${value.toFixed(1)} s` : `${Math.round(value)} s`;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(part > 0 && part < 0.1 ? 1 : 0)} %`;
}
