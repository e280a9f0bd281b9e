import { InvalidArgumentError } from "commander";
import { type BudgetAddress, readBudgetAddress } from "../../client/fleet/budget-address.ts";
import { UsageError } from "../../system/usage-error.ts";
import { valueFlag } from "./flag.ts";

export const budgetFlag = flagFor("share the request budget by this Redis server").defaultable();

/** Of its own, since the doctor reports an unusable default, and does not end by it. */
export const checkedBudgetFlag = flagFor("check this server of the request budget");

function flagFor(about: string) {
  return valueFlag("Tenant", "--budget <url>", about, readBudget).like("redis://cache.example.com");
}

function readBudget(text: string): BudgetAddress {
  try {
    return readBudgetAddress(text);
  } catch (error) {
    if (error instanceof UsageError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
