import { frame } from "../../../src/ui/screen/frame.ts";
import { gallery } from "../../screens/gallery.ts";
import { sceneOf } from "../../screens/scene-of.ts";
import { type Measured, median } from "./measured.ts";

const size = { columns: 200, rows: 50 };
const few = 40;
const many = 1000;
const runs = 200;

/** What the rows of a frame cost with many more ids than have room, beside as many as have. */
export function measureDrawing(): Measured {
  const scenes = { few: sceneWith(few), many: sceneWith(many) };
  const times: Record<keyof typeof scenes, number[]> = { few: [], many: [] };
  for (let run = 0; run < runs; run += 1) {
    for (const name of ["few", "many"] as const) {
      const startedAt = performance.now();
      frame(scenes[name]);
      times[name].push(performance.now() - startedAt);
    }
  }
  return {
    what: `rows of a frame, ${many.toLocaleString("en-GB")} aggregations`,
    ours: median(times.many),
    reference: `${few} aggregations`,
    theirs: median(times.few),
    unit: "ms",
  };
}

function sceneWith(count: number) {
  const { signInRefused: _, ...states } = gallery;
  const all = Object.values(states);
  const watches = Array.from({ length: count }, (__, index) => {
    const state = all[index % all.length] ?? states.processing;
    return { ...state, id: `${index}-${state.id}` };
  });
  return sceneOf(watches, { size });
}
