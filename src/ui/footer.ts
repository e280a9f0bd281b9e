import { fitted, type Line, span } from "./line.ts";
import type { Scene } from "./scene.ts";

/** The last row: what the keyboard can do now. Exactly `columns`. */
export function footerRow({ quitHint }: Scene, columns: number): Line {
  return fitted([span(` ${quitHint}`, "dim")], columns);
}
