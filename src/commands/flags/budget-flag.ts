import { InvalidArgumentError } from "commander";
import { type BudgetAddress, readBudgetAddress } from "../../client/fleet/budget-address.ts";
import { UsageError } from "../../system/usage-error.ts";
import { valueFlag } from "./flag.ts";

export const budgetFlag = valueFlag(
  "Tenant",
  "--budget <url>",
  "share the request budget across computers by this Redis or Valkey server, as redis://HOST",
  readBudget,
)
  .like("redis://cache.example.com")
  .defaultable();

function readBudget(text: string): BudgetAddress {
  try {
    return readBudgetAddress(text);
  } catch (error) {
    if (error instanceof UsageError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
