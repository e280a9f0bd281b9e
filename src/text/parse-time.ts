import parseDuration from "parse-duration";

const amount = String.raw`\d+(?:\.\d+)?`;
/** From the largest unit to the smallest, each once. */
const units = ["d(?:ays?)?", "h(?:ours?|rs?)?", "m(?:in(?:ute)?s?)?", "s(?:ec(?:ond)?s?)?", "ms"];
const parts = units.map((unit) => `(?:${amount} ?${unit}(?![a-z]) ?)?`).join("");
const time = new RegExp(`^${parts}$`);
const bare = new RegExp(`^${amount}$`);

/**
 * Milliseconds of `90s`, `1h30m`, `1 hour 30 minutes`, `500ms`, or of a bare number of seconds;
 * undefined for anything else. The parser alone would skip what it does not know.
 */
export function parseTime(text: string): number | undefined {
  const given = text.trim();
  if (given === "" || !(bare.test(given) || time.test(given))) return undefined;
  const ms = parseDuration(bare.test(given) ? `${given}s` : given);
  return ms === null ? undefined : Math.round(ms);
}
