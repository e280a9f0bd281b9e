import { onTestFinished } from "vitest";
import { openInShell, openProgram } from "./program.ts";
import { openPty, type Pty, type PtyOptions } from "./pty.ts";

/** A shell that runs the program once, as `openInShell`; gone after the test. */
export function shell(args: string, options: PtyOptions = {}): Pty {
  return kept(openInShell(args, options));
}

/** The program alone, as `openProgram`; gone after the test. */
export function program(args: readonly string[], options: PtyOptions = {}): Pty {
  return kept(openProgram(args, options));
}

/** A shell with job control that waits for what is typed; gone after the test. */
export function interactiveShell(options: PtyOptions = {}): Pty {
  const env = { PS1: "$ ", PATH: process.env["PATH"] ?? "", ...options.env };
  return kept(openPty("/bin/bash", ["--norc", "--noprofile", "-i"], { ...options, env }));
}

function kept(pty: Pty): Pty {
  onTestFinished(() => pty.kill("SIGKILL"));
  return pty;
}
