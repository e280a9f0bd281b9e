import { describe, expect, test } from "vitest";
import { filmOf, frameMs } from "../../../assets/drawing/film.ts";

/** The elements of a frame, by letters. */
const frame = (letters: string) => letters.split("").map((letter) => `<text>${letter}</text>`);
/** `d` is always there, `a` twice with a gap between, `b` and `f` together, `c` and `e` until the end. */
const frames = ["da", "dbf", "dbf", "dac", "dace", "dce"].map(frame);
const still = 3;
const film = filmOf(frames, still);

/** What is seen so long after the begin, as CSS says. */
function seenAt(ms: number): readonly string[] {
  const cycleMs = frames.length * frameMs;
  const seen: string[] = [];
  let isThere = true;
  for (const element of film.elements) {
    const [, from, length] = /^<g class="f(\d+) n(\d+)/.exec(element) ?? [];
    if (from !== undefined && length !== undefined) {
      const sinceMs = ms - delayMs(Number(from));
      const share = (sinceMs % cycleMs) / cycleMs;
      isThere = sinceMs >= 0 && share < shareOf(Number(length));
    } else if (element === "</g>") isThere = true;
    else if (isThere && element !== "<g>") seen.push(element);
  }
  return seen.toSorted();
}

function delayMs(from: number): number {
  const [, seconds] =
    new RegExp(`\\.f${from}\\{animation-delay:([\\d.]+)s\\}`).exec(film.rules) ?? [];
  return Math.round(Number(seconds) * 1000);
}

function shareOf(length: number): number {
  const form = `@keyframes n${length}\\{0%\\{visibility:visible\\}([\\d.]+)%,to\\{visibility:hidden\\}\\}`;
  return Number(new RegExp(form).exec(film.rules)?.[1]) / 100;
}

describe("a film", () => {
  test.for([...frames.keys()])(
    "shows in frame %i what is in it and nothing else, again and again",
    (index) => {
      for (const round of [0, 1, 5]) {
        const middleMs = (round * frames.length + index + 0.5) * frameMs;
        expect(seenAt(middleMs)).toEqual((frames[index] ?? []).toSorted());
      }
    },
  );

  test("has an element once for each time that it comes", () => {
    const times = (letter: string) =>
      film.elements.filter((one) => one === `<text>${letter}</text>`);
    expect("abcdef".split("").map((letter) => times(letter).length)).toEqual([2, 1, 1, 1, 1, 1]);
  });

  test("stands still at one frame for who wants no motion", () => {
    const marked = film.elements.flatMap((element, at) =>
      element.endsWith(' still">')
        ? film.elements.slice(at + 1, film.elements.indexOf("</g>", at))
        : [],
    );
    expect([...marked, ...frame("d")].toSorted()).toEqual((frames[still] ?? []).toSorted());
    const [always = "", moving = ""] = film.rules.split(
      "@media (prefers-reduced-motion:no-preference)",
    );
    expect(always).toContain(".still{visibility:visible}");
    expect(always).not.toContain("animation");
    expect(moving).toContain(".still{visibility:hidden}");
  });
});
