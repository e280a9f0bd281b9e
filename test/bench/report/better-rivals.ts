import type { Cell } from "../cell.ts";
import { percent } from "./markdown.ts";
import { cellsIn, type Group, type Measure, scoreOf } from "./score.ts";

const labels: Readonly<Record<Measure, string>> = {
  medianError: "median error",
  ninetiethError: "90th percentile",
  movement: "movement",
  shown: "shown",
};

/** The traces on which somebody else's formula is better than ours, a line each. */
export function betterRivals(
  cells: readonly Cell[],
  [ours, ...rivals]: readonly [string, ...string[]],
  group: Group,
): string {
  const shapes = [...new Set(cells.map(({ shape }) => shape))];
  const lines = shapes.flatMap((shape) => {
    const found = (["medianError", "ninetiethError", "movement"] as const).flatMap((measure) => {
      const score = (name: string) => scoreOf(cellsIn(cells, name, group, shape), measure);
      const own = score(ours);
      return rivals.flatMap((rival) => {
        const other = score(rival);
        if (own === undefined || other === undefined || other >= own) return [];
        const digits = measure === "movement" ? 2 : 0;
        const [better, worse] = [percent(other, digits), percent(own, digits)];
        // Less than what is told is no difference.
        return better === worse ? [] : [`${rival}, ${labels[measure]} ${better} (ours ${worse})`];
      });
    });
    return found.length > 0 ? [`- ${shape}: ${found.join("; ")}`] : [];
  });
  return lines.length > 0 ? lines.join("\n") : "Nowhere.";
}
