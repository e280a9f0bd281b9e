import { expect, test } from "vitest";
import {
  budgetServerText,
  readBudgetAddress,
} from "../../../../src/client/fleet/budget-address.ts";
import { UsageError } from "../../../../src/system/usage-error.ts";

test.for([
  ["redis://h", { host: "h", port: 6379, isEncrypted: false, user: undefined, database: 0 }],
  ["redis://h/", { host: "h", port: 6379, isEncrypted: false, user: undefined, database: 0 }],
  ["rediss://h:1/2", { host: "h", port: 1, isEncrypted: true, user: undefined, database: 2 }],
  [" redis://a%20b@h ", { host: "h", port: 6379, isEncrypted: false, user: "a b", database: 0 }],
  ["redis://[::1]:7", { host: "::1", port: 7, isEncrypted: false, user: undefined, database: 0 }],
] as const)("%s is an address", ([text, address]) => {
  expect(readBudgetAddress(text)).toEqual(address);
});

test.for([
  "",
  "h",
  "h:6379",
  "http://h",
  "redis://",
  "redis:h",
  "redis://h/x",
  "redis://h/1/2",
  "redis://h/99999",
  "redis://h?db=1",
  "redis://h#1",
  "redis://a%ffb@h",
  "redis-sentinel://h",
])("%j is refused with what it must be", (text) => {
  expect(() => readBudgetAddress(text)).toThrow(UsageError);
  expect(() => readBudgetAddress(text)).toThrow(/^It (?:must be redis:\/\/HOST|has a %)/);
});

test.for(["redis://:canary@h", "redis://u:canary@h", "rediss://u:ca%20nary@h:1/2"])(
  "the password of %s is refused, not repeated, and its place is named",
  (text) => {
    const refusal = /^(?!.*nary).*set AGGWATCH_BUDGET_PASSWORD\.$/;
    expect(() => readBudgetAddress(text)).toThrow(refusal);
  },
);

test("an address is shown without its user", () => {
  const shown = ["redis://u@h:7/3", "redis://[::1]"].map((text) =>
    budgetServerText(readBudgetAddress(text)),
  );
  expect(shown).toEqual(["h:7", "[::1]:6379"]);
});
