import { type Choice, type Picker, shownOf } from "./picker.ts";

/**
 * The picker once it is known anew what runs. Nothing moves under the user's eyes: what runs no
 * more stays in its place and says so, what is new comes last, and the same one is pointed at.
 *
 * @param now what can be picked at present
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
