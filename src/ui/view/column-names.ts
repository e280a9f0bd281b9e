/** What a table can show of an id beside its name; in this order unless the user chooses. */
export const columnNames = [
  "state",
  "accounts",
  "percent",
  "done",
  "identities",
  "rate",
  "left",
  "running",
  "age",
] as const;

export type ColumnName = (typeof columnNames)[number];
