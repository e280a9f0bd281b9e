/** Rings the terminal's bell. */
export const bel = "\u0007";

/** Ends a string of a control sequence: ST. */
export const stringEnd = "\u001B\\";

/**
 * One operating system command. It ends with ST, not with BEL: VTE takes the newer commands with ST
 * only (`conemu_extension` in its `vteseq.cc`), and every terminal that knows these commands knows
 * both.
 *
 * @param body what stands between the introducer and the end; a control character in it would end
 *   the command early, so there is none
 */
export function osc(body: string): string {
  return `\u001B]${body.replace(/\p{Cc}/gu, "")}${stringEnd}`;
}
