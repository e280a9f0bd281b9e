import type { AggregationStatus } from "../../api/endpoints/aggregation-status.ts";
import { type Choice, type Picker, pointedAt, shownOf } from "./picker.ts";

/**
 * The picker with a new list. What has ended is marked as such until the next list, and longer
 * while it is pointed at or selected; then it leaves. New ones come last, and the cursor stays on
 * the same one.
 */
export function refreshed(picker: Picker, now: readonly Choice[]): Picker {
  const current = new Map(now.map((choice) => [choice.id, choice]));
  const known = new Set(picker.choices.map(({ id }) => id));
  const id = pointedAt(picker)?.id;
  const kept = picker.choices.flatMap((choice): readonly Choice[] => {
    const same = current.get(choice.id);
    if (same) return [{ ...same, ...(choice.status && { status: choice.status }) }];
    const isHeld = choice.id === id || picker.picked.has(choice.id);
    return choice.hasEnded && !isHeld ? [] : [{ ...choice, hasEnded: true }];
  });
  const choices = [...kept, ...now.filter((choice) => !known.has(choice.id))];
  return pointingAt({ ...picker, choices, problem: undefined }, id);
}

/** The picker with what the status endpoint says of an id. */
export function withStatus(picker: Picker, id: string, status: AggregationStatus): Picker {
  const choices = picker.choices.map((choice) =>
    choice.id === id ? { ...choice, status } : choice,
  );
  return pointingAt({ ...picker, choices }, pointedAt(picker)?.id);
}

/** The cursor on an id, where that is shown; else where it was, or at the last one. */
function pointingAt(picker: Picker, id: string | undefined): Picker {
  const shown = shownOf(picker);
  const index = shown.findIndex((choice) => choice.id === id);
  const last = Math.max(0, shown.length - 1);
  return { ...picker, cursor: index === -1 ? Math.min(picker.cursor, last) : index };
}
