export type Environment = Readonly<Record<string, string | undefined>>;

/** Without the blanks that files leave around it; empty where it is not set. */
export function valueOf(name: string, env: Environment): string {
  return env[name]?.trim() ?? "";
}
