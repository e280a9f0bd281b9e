/** One condition of a list's `filters`. */
interface Condition {
  readonly field: string;
  readonly operator: "eq" | "co" | "sw" | "in" | "isnull";
  /** One, except for `in`, and none for `isnull`. */
  readonly values: readonly string[];
}

/** Conditions that must hold all at once. */
export type ListFilter = readonly Condition[];

const quoted = String.raw`"(?:[^"\\]|\\.)*"`;

/** `field isnull`, `field eq "value"`, `field in ("value", "value")`; then `and`, or the end. */
const conditionForm = new RegExp(
  String.raw`\s*([\w.]+)\s+(?:(isnull)|(eq|co|sw)\s+(${quoted})|(in)\s*\(\s*(${quoted}(?:\s*,\s*${quoted})*)\s*\))` +
    String.raw`\s*(?:\s(and)\s+(?=\S)|$)`,
  "iy",
);

/**
 * Reads `filters`, in the part of the grammar that SailPoint's lists have in common.
 *
 * @returns undefined if it is none
 */
export function readFilter(text: string): ListFilter | undefined {
  const conditions: Condition[] = [];
  if (text.trim() === "") return conditions;
  conditionForm.lastIndex = 0;
  for (let isLast = false; !isLast;) {
    const match = conditionForm.exec(text);
    if (!match) return undefined;
    const [, field = "", isNull, operator, value, , list, and] = match;
    conditions.push({
      field,
      operator: operatorOf(isNull ?? operator ?? "in"),
      values: valuesIn(value ?? list ?? ""),
    });
    isLast = and === undefined;
  }
  return conditions;
}

/** @param value of the condition's field; undefined: it has none */
export function holds({ operator, values }: Condition, value: string | undefined): boolean {
  if (operator === "isnull") return value === undefined;
  if (value === undefined) return false;
  return values.some((wanted) => {
    switch (operator) {
      case "eq":
      case "in":
        return value === wanted;
      case "co":
        return value.includes(wanted);
      case "sw":
        return value.startsWith(wanted);
    }
  });
}

function operatorOf(text: string): Condition["operator"] {
  const word = text.toLowerCase();
  return (["eq", "co", "sw", "isnull"] as const).find((one) => one === word) ?? "in";
}

function valuesIn(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(quoted, "g"))].map(([value]) =>
    value.slice(1, -1).replaceAll(/\\(.)/g, "$1"),
  );
}
