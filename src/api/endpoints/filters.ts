/** A condition of a list's `filters`, for example `name eq "Active Directory"`. */
export type Filter = string;

/** `field eq "value"`, `field co "value"` or `field sw "value"`, whatever characters the value has. */
export function filterOf(field: string, operator: "eq" | "co" | "sw", value: string): Filter {
  // A backslash of the value's own must not hide the quotation mark behind it.
  return `${field} ${operator} "${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** All of them at once. */
export function allOf(...filters: readonly Filter[]): Filter {
  return filters.join(" and ");
}
