import { safeText } from "../../text/safe-text.ts";
import type { Secrets } from "./secrets.ts";

/** Longer texts are cut before they are cleaned: most of a text may be what is taken out. */
export const longestReadText = 10_000;

/**
 * The one door for texts of the tenant's answers, and of what stands between: behind it a text is
 * safe to print and has no secret in it, however it was escaped.
 *
 * @returns what a text is behind the door
 */
export function answerCleaner(secrets: Pick<Secrets, "hideIn">): (text: string) => string {
  // Clean first: what is invisible may stand between the letters of a secret. Cut last: a cut
  // through one would leave its beginning.
  return (text) => safeText(secrets.hideIn(safeText(text, longestReadText)));
}
