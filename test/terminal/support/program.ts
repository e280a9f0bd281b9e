import { openPty, type Pty, type PtyOptions } from "./pty.ts";

const program = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;

/** Starts the built program in a pseudo-terminal. */
export function openProgram(args: readonly string[], options: PtyOptions = {}): Pty {
  return openPty(process.execPath, [program, ...args], options);
}

/** How a shell runs the built program. */
export function commandLine(args: string): string {
  return `${JSON.stringify(process.execPath)} ${JSON.stringify(program)} ${args}`;
}

/**
 * Starts a shell that runs the built program and tells its exit code and the terminal's settings
 * before and after it.
 */
export function openInShell(args: string, options: PtyOptions = {}): Pty {
  const script =
    `echo "before"; saved=$(stty -g); ${commandLine(args)}; ` +
    `echo "left with $?"; test "$saved" = "$(stty -g)" && echo "terminal as it was"; read -r end`;
  return openPty("/bin/sh", ["-c", script], options);
}
