/** One thing that was measured, and what was measured beside it in the same run. */
export interface Measured {
  readonly what: string;
  readonly ours: number;
  readonly unit: string;
  /** What it is compared with. */
  readonly reference: string;
  readonly theirs: number;
  /** The most that is wanted, of ours or of its ratio to theirs; nothing is where it is only shown. */
  readonly wanted?: { readonly of: "ours" | "ratio"; readonly atMost: number };
}

/** Undefined where nothing is wanted. A figure that could not be measured is missed. */
export function isMet({ ours, theirs, wanted }: Measured): boolean | undefined {
  if (!wanted) return undefined;
  return (wanted.of === "ours" ? ours : ours / theirs) <= wanted.atMost;
}

/** The first two lines of a Markdown table. */
export const tableHead = [
  lineOf(["measure", "ours", "reference", "", "ratio", "wanted", "met"]),
  lineOf(["---", "---:", "---", "---:", "---:", "---:", "---"]),
].join("\n");

/** A row of that table. */
export function tableRow(row: Measured): string {
  const { what, ours, reference, theirs, unit } = row;
  const isAlone = reference === "";
  const beside = isAlone ? ["", ""] : [withUnit(theirs, unit), short(ours / theirs)];
  return lineOf([what, withUnit(ours, unit), reference, ...beside, wantedText(row), metText(row)]);
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function wantedText({ wanted, unit }: Measured): string {
  if (!wanted) return "";
  return `≤ ${wanted.of === "ours" ? withUnit(wanted.atMost, unit) : `${wanted.atMost} ×`}`;
}

function metText(row: Measured): string {
  const met = isMet(row);
  return met === undefined ? "" : met ? "yes" : "**no**";
}

function withUnit(value: number, unit: string): string {
  return unit === "" ? short(value) : `${short(value)} ${unit}`;
}

/** Three digits that mean something, and no power of ten. */
function short(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}
