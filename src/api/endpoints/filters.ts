/** A condition of a list's `filters`, for example `name eq "Active Directory"`. */
export type Filter = string;

/** `field eq "value"`, or with `co` (contains) or `sw` (starts with), for any value. */
export function filterOf(field: string, operator: "eq" | "co" | "sw", value: string): Filter {
  return `${field} ${operator} ${quoted(value)}`;
}

/** `field in ("value", "value")`, for one value or more. */
export function oneOf(field: string, values: readonly string[]): Filter {
  return `${field} in (${values.map(quoted).join(", ")})`;
}

/** A backslash of the value must not escape the quotation mark behind it. */
function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

export function allOf(...filters: readonly Filter[]): Filter {
  return filters.join(" and ");
}
