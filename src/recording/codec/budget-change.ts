import type { Input } from "../../watch/board.ts";
import type { Budget } from "../../client/budget.ts";

/** An input as it is recorded: only the change of a budget, since every request changes it. */
export type RecordedInput =
  | Exclude<Input, { readonly type: "budget" }>
  | { readonly type: "budget"; readonly change: BudgetChange };

/** @param before the budget of its client until then */
export function recordedInput(input: Input, before: Budget): RecordedInput {
  if (input.type !== "budget") return input;
  return { type: "budget", change: changeBetween(before, input.budget) };
}

/** The inverse of `recordedInput`. */
export function playedInput(input: RecordedInput, before: Budget): Input {
  if (input.type !== "budget") return input;
  return { type: "budget", budget: afterChange(before, input.change) };
}

/**
 * What makes one budget another: the numbers in it that are others, and of the requests in the
 * window those that have left it and those that have come.
 */
export interface BudgetChange extends Partial<Omit<Budget, "sent">> {
  /** How many of the oldest are not in the window any more. */
  readonly forgotten?: number;
  readonly sent?: Budget["sent"];
}

/** The change that makes `after` of `before`. */
export function changeBetween(before: Budget, after: Budget): BudgetChange {
  const { sent: sentBefore, ...was } = before;
  const { sent: sentAfter, ...is } = after;
  const numbers = Object.entries(is).filter(
    ([name, value]) => value !== was[name as keyof typeof was],
  );
  const isKept = (one: Budget["sent"][number]) => sentAfter.some((other) => isSame(one, other));
  const kept = sentBefore.filter(isKept).length;
  const forgotten = sentBefore.length - kept;
  const sent = sentAfter.slice(kept);
  return {
    ...Object.fromEntries(numbers),
    ...(forgotten > 0 && { forgotten }),
    ...(sent.length > 0 && { sent }),
  };
}

/** The budget after a change. */
export function afterChange(budget: Budget, change: BudgetChange): Budget {
  const { forgotten = 0, sent = [], ...numbers } = change;
  return { ...budget, ...numbers, sent: [...budget.sent.slice(forgotten), ...sent] };
}

type Sent = Budget["sent"][number];

function isSame(one: Sent, other: Sent): boolean {
  return one.at === other.at && one.lane === other.lane && one.turnAt === other.turnAt;
}
