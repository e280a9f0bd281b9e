/** The choices of the keys, within the limits of `--speed`. */
const speeds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;

/** The same at the end of the scale. */
export function nextSpeed(speed: number, to: "faster" | "slower"): number {
  const next =
    to === "faster" ? speeds.find((one) => one > speed) : speeds.findLast((one) => one < speed);
  return next ?? speed;
}
