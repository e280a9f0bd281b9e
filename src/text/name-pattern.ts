import { isSameName } from "./same-name.ts";

/** Whether a text is a pattern: `*` matches any characters, or none. */
export function isPattern(text: string): boolean {
  return text.includes("*");
}

/** Whether a name is the given one, or one that a pattern matches; case is ignored. */
export function isNamedBy(given: string, name: string): boolean {
  if (!isPattern(given)) return isSameName(given, name);
  const [first = "", ...others] = given.split("*").map(folded);
  const last = others.pop() ?? "";
  const whole = folded(name);
  if (!whole.startsWith(first)) return false;
  let at = first.length;
  // The earliest place of each part leaves the most for the next.
  for (const part of others) {
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return whole.length - last.length >= at && whole.endsWith(last);
}

function folded(text: string): string {
  return text.normalize("NFC").replaceAll(/\s+/g, " ").toLowerCase();
}
