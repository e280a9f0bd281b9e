/** What flags are for: the headings of help, completions and the man page, in their order. */
export const flagGroups = [
  "What to watch",
  "What to start",
  "What to show",
  "When to leave",
  "Polling",
  "Output",
  "Screen",
  "Tenant",
  "Recording and history",
  "Integrations",
  "Simulated tenant",
  "General",
] as const;

export type FlagGroup = (typeof flagGroups)[number];

/** As commander has it. */
export function headingOf(group: FlagGroup): `${FlagGroup}:` {
  return `${group}:`;
}
