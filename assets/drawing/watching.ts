import { documentOf } from "./document.ts";
import { filmOf } from "./film.ts";
import { openRecorded } from "./invented-watch.ts";
import { piecesOf } from "./pieces.ts";
import { openScreen } from "./screen.ts";
import { inPixels } from "./still.ts";
import type { Theme } from "./style.ts";

const size = { columns: 80, rows: 24 } as const;

/** How much of the recording a frame leaves behind, from one moment on; seconds. */
const pace = [
  { from: 1, step: 8 },
  { from: 57, step: 7 },
  // The limiter answers 429: a countdown, second by second.
  { from: 153, step: 1 },
  { from: 168, step: 7 },
  // PeopleSoft has completed with errors.
  { from: 240, step: 1 },
  { from: 244, step: 10 },
  // ServiceNow is stalled, then all are rate limited as well.
  { from: 340, step: 4 },
  { from: 376, step: 8 },
  { from: 408, step: 14 },
] as const;
/** All has ended. */
const endAt = 764;
/** How often the last frame is shown. */
const rest = 20;
/** Two are running, one is stalled, one has errors, and all wait for a 429. */
const stillAt = 380;

/** The moments of the recording that are shown; seconds. */
function moments(): readonly number[] {
  const shown: number[] = [];
  for (let at: number = pace[0].from; at < endAt; at += stepAt(at)) shown.push(at);
  return [...shown, ...Array.from({ length: rest }, () => endAt)];
}

function stepAt(at: number): number {
  return (pace.findLast(({ from }) => from <= at) ?? pace[0]).step;
}

/** The recorded watch of four. */
interface Watching {
  /** From its first answers to its end, again and again. */
  readonly film: (theme: Theme) => string;
  /** The moment of it that says most. */
  readonly still: (theme: Theme) => string;
}

export async function watchingPictures(): Promise<Watching> {
  const watch = await openRecorded("four");
  const screen = await openScreen(watch.shown, size);
  const frames: (readonly string[])[] = [];
  const shown = moments();
  for (const at of shown) {
    await watch.passTo(at);
    await screen.paint();
    frames.push(piecesOf(screen.terminal));
  }
  screen.close();
  await watch.close();
  const still = shown.findIndex((at) => at >= stillAt);
  const { elements, rules } = filmOf(frames, still);
  const pixels = inPixels(size);
  return {
    film: (theme) => documentOf(elements, { ...pixels, theme, rules }),
    still: (theme) => documentOf(frames[still] ?? [], { ...pixels, theme }),
  };
}
