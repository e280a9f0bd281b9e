import { openPty, type Pty, type PtyOptions } from "./pty.ts";

const program = new URL("../../dist/aggwatch.js", import.meta.url).pathname;

/** Starts the built program in a pseudo-terminal. */
export function openProgram(args: readonly string[], options: PtyOptions = {}): Pty {
  return openPty(process.execPath, [program, ...args], options);
}

/**
 * Starts a shell that runs the built program and tells its exit code and the terminal's settings
 * before and after it.
 */
export function openInShell(args: string, options: PtyOptions = {}): Pty {
  const node = JSON.stringify(process.execPath);
  const script =
    `echo "before"; saved=$(stty -g); ${node} ${JSON.stringify(program)} ${args}; ` +
    `echo "left with $?"; test "$saved" = "$(stty -g)" && echo "terminal as it was"; read -r end`;
  return openPty("/bin/sh", ["-c", script], options);
}
