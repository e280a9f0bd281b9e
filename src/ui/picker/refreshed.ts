import { type Choice, type Picker, shownOf } from "./picker.ts";

/**
 * The picker with a new list. Nothing moves under the user's eyes: a choice that has ended stays in
 * its place and says so, new ones come last, and the cursor stays on the same one.
 */
export function refreshed(picker: Picker, now: readonly Choice[]): Picker {
  const current = new Map(now.map((choice) => [choice.id, choice]));
  const known = new Set(picker.choices.map(({ id }) => id));
  const choices = [
    ...picker.choices.map((choice) => current.get(choice.id) ?? { ...choice, hasEnded: true }),
    ...now.filter(({ id }) => !known.has(id)),
  ];
  const pointedAt = shownOf(picker)[picker.cursor]?.id;
  const next = { ...picker, choices, problem: undefined };
  const index = shownOf(next).findIndex(({ id }) => id === pointedAt);
  return { ...next, cursor: index === -1 ? picker.cursor : index };
}
