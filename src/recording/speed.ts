/** What keys choose from; the ends are those of `--speed`. */
const speeds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;

/** The next speed up or down; the same where there is none. */
export function nextSpeed(speed: number, to: "faster" | "slower"): number {
  const next =
    to === "faster" ? speeds.find((one) => one > speed) : speeds.findLast((one) => one < speed);
  return next ?? speed;
}
