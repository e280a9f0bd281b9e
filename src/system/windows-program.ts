import type { Environment } from "./environment.ts";

/**
 * The absolute path of a program of Windows itself. By its name alone, Windows takes one of the
 * working folder first.
 */
export function windowsProgram(name: string, env: Environment): string {
  return `${env["SystemRoot"] ?? String.raw`C:\Windows`}\\System32\\${name}`;
}
