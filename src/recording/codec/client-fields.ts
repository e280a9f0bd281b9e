import * as v from "valibot";
import type { Budget } from "../../client/budget.ts";
import type { SignIn } from "../../client/sender.ts";
import type { BudgetChange } from "./budget-change.ts";
import { type Codec, list, maybe, object, asIs } from "./codec.ts";
import { amount, between } from "./fields.ts";

export const lane = asIs(v.picklist(["poll", "other"]));

const sent = list(object<Budget["sent"][number]>({ at: amount, lane, turnAt: maybe(amount) }));
const share = between(0.01, 1);
const watchers = between(1, Infinity);
const closingsInARow = between(0, Infinity);
const factorAtClosing = between(0.1, 1);

export const budget: Codec<Budget> = object({
  share,
  watchers,
  sent,
  closedUntil: amount,
  closingsInARow,
  factorAtClosing,
});

export const budgetChange: Codec<BudgetChange> = object({
  share: maybe(share),
  watchers: maybe(watchers),
  closedUntil: maybe(amount),
  closingsInARow: maybe(closingsInARow),
  factorAtClosing: maybe(factorAtClosing),
  forgotten: maybe(between(0, Infinity)),
  sent: maybe(sent),
});

/** What goes on at the token endpoint. */
export const signIn: Codec<SignIn> = asIs(
  v.variant("kind", [
    v.object({ kind: v.literal("asking"), since: amount.read }),
    v.object({ kind: v.literal("waiting"), until: amount.read }),
  ]),
);
