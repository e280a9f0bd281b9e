/** So long each frame is seen. */
export const frameMs = 200;

/** Elements that come and go, and the CSS rules by which they do. */
interface Film {
  readonly elements: readonly string[];
  readonly rules: string;
}

/** Elements that are there from one frame on for so many. */
interface Stay {
  readonly from: number;
  readonly frames: number;
  readonly elements: string[];
}

/**
 * Shows frames one after the other, again and again. An element that stays is there once. Where
 * nothing may move, `still` is shown, the number of a frame.
 */
export function filmOf(frames: readonly (readonly string[])[], still: number): Film {
  const stays = staysOf(frames);
  const always = stays.filter((stay) => stay.frames === frames.length);
  const passing = stays.filter((stay) => stay.frames < frames.length);
  const isStill = ({ from, frames }: Stay) => from <= still && still < from + frames;
  const groups = passing.flatMap((stay) => [
    `<g class="f${stay.from} n${stay.frames}${isStill(stay) ? " still" : ""}">`,
    ...stay.elements,
    "</g>",
  ]);
  return {
    elements: [...always.flatMap(({ elements }) => elements), "<g>", ...groups, "</g>"],
    rules: rulesOf(passing, frames.length),
  };
}

/** Each element by when it is there; those with the same times together. */
function staysOf(frames: readonly (readonly string[])[]): readonly Stay[] {
  const stays = new Map<string, Stay>();
  const began = new Map<string, number>();
  for (const [index, frame] of [...frames, []].entries()) {
    const present = new Set(frame);
    for (const [element, from] of began) {
      if (present.has(element)) continue;
      began.delete(element);
      const key = `${from} ${index - from}`;
      const stay = stays.get(key) ?? { from, frames: index - from, elements: [] };
      stay.elements.push(element);
      stays.set(key, stay);
    }
    for (const element of present) {
      if (!began.has(element)) began.set(element, index);
    }
  }
  return [...stays.values()];
}

/**
 * All cycles are as long as the film and begin when their elements come, so a rule for each moment
 * and one for each length do for all of them.
 */
function rulesOf(stays: readonly Stay[], frames: number): string {
  const numbers = (key: "from" | "frames") =>
    [...new Set(stays.map((stay) => stay[key]))].toSorted((one, other) => one - other);
  const percent = (length: number) => `${(100 * length) / frames}%`;
  return [
    "g g g{visibility:hidden}",
    "g g .still{visibility:visible}",
    "@media (prefers-reduced-motion:no-preference){",
    "g g .still{visibility:hidden}",
    `g g g{animation:${seconds(frames)} step-end infinite}`,
    ...numbers("from").map((from) => `g g .f${from}{animation-delay:${seconds(from)}}`),
    ...numbers("frames").map((length) => `g g .n${length}{animation-name:n${length}}`),
    "}",
    ...numbers("frames").map(
      (length) =>
        `@keyframes n${length}{0%{visibility:visible}${percent(length)},to{visibility:hidden}}`,
    ),
  ].join("\n");
}

function seconds(frames: number): string {
  return `${(frames * frameMs) / 1000}s`;
}
