import type { Watch } from "../../watch/model/watch.ts";
import type { View } from "./view.ts";

/** The view with an id marked, or no longer marked, and how many are. */
export function markToggled({ marks, isMarkedOnly }: View, id: string): Partial<View> {
  const next = new Set(marks);
  if (!next.delete(id)) next.add(id);
  const notice = next.size === 0 ? "none marked" : `${next.size} marked`;
  return { marks: next, isMarkedOnly: isMarkedOnly && next.size > 0, notice };
}

/** Whether the marked ids, and nothing of them, are what zooming shows. */
export function zoomsMarked({ marks, isMarkedOnly, zoom }: View): boolean {
  return marks.size > 0 && !isMarkedOnly && zoom === "none";
}

/** Without the marks of ids that are no longer watched. */
export function withLiveMarks(view: View, watches: readonly Watch[]): View {
  if (view.marks.size === 0) return view;
  const marks = new Set(watches.flatMap(({ id }) => (view.marks.has(id) ? [id] : [])));
  if (marks.size === view.marks.size) return view;
  return { ...view, marks, isMarkedOnly: view.isMarkedOnly && marks.size > 0 };
}
