import * as v from "valibot";
import type { Budget } from "../../client/budget.ts";
import type { BudgetChange } from "../../client/budget-change.ts";
import { amount } from "./fields.ts";

/** Requests that are still in the window. */
const sent = v.array(v.object({ at: amount, lane: v.picklist(["poll", "other"]) }));

const numbers = {
  share: v.pipe(amount, v.minValue(0.01), v.maxValue(1)),
  watchers: v.pipe(amount, v.minValue(1)),
  closedUntil: amount,
  closingsInARow: v.pipe(amount, v.minValue(0)),
  factorAtClosing: v.pipe(amount, v.minValue(0.1), v.maxValue(1)),
};

/** A client's budget, as it stands in a recording. */
export const budget = v.pipe(
  v.object({ ...numbers, sent }),
  v.transform((fields): Budget => fields),
);

/** What makes another budget of one; what is left out stays as it was. */
export const budgetChange = v.pipe(
  v.object({
    share: v.exactOptional(numbers.share),
    watchers: v.exactOptional(numbers.watchers),
    closedUntil: v.exactOptional(numbers.closedUntil),
    closingsInARow: v.exactOptional(numbers.closingsInARow),
    factorAtClosing: v.exactOptional(numbers.factorAtClosing),
    forgotten: v.exactOptional(v.pipe(amount, v.minValue(0))),
    sent: v.exactOptional(sent),
  }),
  v.transform((fields): BudgetChange => fields),
);

/** What goes on at the token endpoint. */
export const signInState = v.variant("kind", [
  v.object({ kind: v.literal("asking"), since: amount }),
  v.object({ kind: v.literal("waiting"), until: amount }),
]);
