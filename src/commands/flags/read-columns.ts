import { InvalidArgumentError } from "commander";
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
    // The few that exist say what was meant; a library that guesses would slow down every start.
    throw new InvalidArgumentError(`Column ${index + 1} is unknown; the columns are: ${all}.`);
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return names;
  throw new InvalidArgumentError(`It must not name ${twice} twice.`);
}

const all = columnNames.join(", ");
