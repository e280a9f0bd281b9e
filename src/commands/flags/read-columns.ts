import { InvalidArgumentError } from "commander";
import { nearestNames } from "../../text/same-name.ts";
import { type ColumnName, columnNames } from "../../ui/view/column-names.ts";

/**
 * Reads names of columns with commas or blanks between them; throws InvalidArgumentError that says
 * which there are.
 */
export function readColumns(text: string): readonly ColumnName[] {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 0) throw new InvalidArgumentError(`It must name columns: ${all}.`);
  const names = words.map((word, index) => {
    const name = columnNames.find((one) => one === word);
    if (name) return name;
    const [meant] = nearestNames(word, columnNames, 1);
    const hint = meant === undefined ? "" : ` did you mean ${meant}?`;
    throw new InvalidArgumentError(
      `There is no column like name ${index + 1};${hint} there are: ${all}.`,
    );
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return names;
  throw new InvalidArgumentError(`It must not name ${twice} twice.`);
}

const all = columnNames.join(", ");
