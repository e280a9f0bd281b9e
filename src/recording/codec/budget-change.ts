import { isDeepStrictEqual } from "node:util";
import type { Input } from "../../watch/board.ts";
import { afterSending, type Budget, type Lane } from "../../client/budget.ts";

/** A request that left at `at`, `elapsed` milliseconds: nearly all changes of a budget are this. */
export interface Sent {
  readonly lane: Lane;
  readonly at: number;
}

/** An input as it is recorded: only the change of a budget, since every request changes it. */
export type RecordedInput =
  | Exclude<Input, { readonly type: "budget" }>
  | ({ readonly type: "sent" } & Sent)
  | { readonly type: "budget"; readonly change: BudgetChange };

/** @param before the budget of its client until then */
export function recordedInput(input: Input, before: Budget): RecordedInput {
  if (input.type !== "budget") return input;
  const { budget } = input;
  const last = budget.sent.at(-1);
  const isSending = last && isDeepStrictEqual(afterSending(before, last.lane, last.at), budget);
  if (isSending) return { type: "sent", lane: last.lane, at: last.at };
  return { type: "budget", change: changeBetween(before, budget) };
}

/** The inverse of `recordedInput`. */
export function playedInput(input: RecordedInput, before: Budget): Input {
  if (input.type === "sent") {
    return { type: "budget", budget: afterSending(before, input.lane, input.at) };
  }
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

type InWindow = Budget["sent"][number];

function isSame(one: InWindow, other: InWindow): boolean {
  return one.at === other.at && one.lane === other.lane && one.turnAt === other.turnAt;
}
