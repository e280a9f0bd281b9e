interface Condition {
  readonly field: string;
  readonly operator: "eq" | "co" | "sw" | "in" | "isnull";
  /** Several for `in` only, none for `isnull`. */
  readonly values: readonly string[];
}

export type ListFilter = readonly Condition[];

const quoted = String.raw`"(?:[^"\\]|\\.)*"`;

/** `field isnull`, `field eq "value"`, `field in ("value", "value")`; then `and`, or the end. */
const conditionForm = new RegExp(
  String.raw`\s*([\w.]+)\s+(?:(isnull)|(eq|co|sw)\s+(${quoted})|(in)\s*\(\s*(${quoted}(?:\s*,\s*${quoted})*)\s*\))` +
    String.raw`\s*(?:\s(and)\s+(?=\S)|$)`,
  "iy",
);

/** Reads the part of the grammar that SailPoint's lists have in common; undefined if malformed. */
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
      // The form has no other words.
      operator: (isNull ?? operator ?? "in").toLowerCase() as Condition["operator"],
      values: valuesIn(value ?? list ?? ""),
    });
    isLast = and === undefined;
  }
  return conditions;
}

/** Whether a field's value, undefined where it has none, meets the condition. */
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

function valuesIn(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(quoted, "g"))].map(([value]) =>
    value.slice(1, -1).replaceAll(/\\(.)/g, "$1"),
  );
}
