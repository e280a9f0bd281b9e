/** A condition of a list's `filters`, for example `name eq "Active Directory"`. */
export type Filter = string;

/** `field eq "value"`, or with `co` (contains) or `sw` (starts with), for any value. */
export function filterOf(field: string, operator: "eq" | "co" | "sw", value: string): Filter {
  // A backslash of the value must not escape the quotation mark behind it.
  return `${field} ${operator} "${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

export function allOf(...filters: readonly Filter[]): Filter {
  return filters.join(" and ");
}
