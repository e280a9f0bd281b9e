import { conditionLooks } from "../../wording/states.ts";
import type { HelpEntry, HelpSection } from "./help-page.ts";
import { span } from "../lines/line.ts";
import type { Role } from "../lines/theme.ts";

/** The states, each in a few words. */
export const statesHelp: HelpSection = {
  title: "STATES",
  entries: Object.entries(conditionLooks).map(([condition, look]): HelpEntry => {
    const { glyph, word, shortWord = word, tone, about } = look;
    // The screen shows the API's own word instead.
    const name = condition === "unknown" ? "another status" : shortWord;
    return { sign: [span(glyph, tone), span(` ${name}`)], text: about };
  }),
};

/** What else is on the screen. */
export const screenHelp: HelpSection = {
  title: "ON THE SCREEN",
  entries: [
    term(
      "8 of 50 requests/10s",
      "sent in the last 10 seconds, and the most allowed: half of the API's limit, shared by all " +
        "watchers of this client id on this computer, or by --budget on several",
    ),
    term("every 5s", "the polling interval; longer where the budget does not allow it"),
    term("3s old · next 4s", "age of the data, time until the next poll"),
    term(
      "left 12–25m",
      "time left, a range that holds about four times in five; ≤25m is its upper end, ? unknown; " +
        "(accounts) or (identities) is what ends last",
    ),
    term("by 14:35", "the upper end as a time of day"),
    term("%", "rounded down, under 100 until COMPLETED"),
    term(
      "DONE/TOTAL",
      "new, changed and deleted accounts. Unchanged ones are not counted, so the web UI's Accounts " +
        "Scanned is another number",
    ),
    term("AGE", "age of a row's data; bold once it is out of date"),
    term("━━━╸┈┈┈", "the part processed; gray where it is out of date", "busy"),
    term(
      "▂▅·▇▃",
      "the plot: processed per second between two times, newest at the right; · where nothing was " +
        "processed",
      "busy",
    ),
    term(
      "all 51/s",
      "processed in the last minute by all together, accounts and identities; the plot ends where " +
        "the last answers of all reach to",
    ),
    term("█ ░", "the phases in proportion to their time; shaded while rate limited (429)"),
    term("▌ ═", "the focused aggregation", "accent"),
  ],
};

function term(sign: string, text: string, role: Role = "text"): HelpEntry {
  return { sign: [span(sign, role)], text };
}
