export const bel = "\u0007";

/** ST, which ends the string of a control sequence. */
export const stringEnd = "\u001B\\";

/**
 * An operating system command. It ends with ST, not BEL: VTE takes the newer commands with ST only
 * (`conemu_extension` in its `vteseq.cc`), and every terminal with these commands knows both. Control
 * characters in the body would end it early, so they go.
 */
export function osc(body: string): string {
  return `\u001B]${body.replace(/\p{Cc}/gu, "")}${stringEnd}`;
}
