import { safeText } from "../../text/safe-text.ts";
import type { Secrets } from "./secrets.ts";

/** Longer texts are cut before they are cleaned: most of a text may be what is taken out. */
export const longestReadText = 10_000;

/** The one door for text from the network: behind it, it is safe to print and without secrets. */
export function answerCleaner(secrets: Pick<Secrets, "hideIn">): (text: string) => string {
  // Clean first: invisible characters may part the letters of a secret. Cut last: a cut through one
  // would leave its beginning.
  return (text) => safeText(secrets.hideIn(safeText(text, longestReadText)));
}
