export type Environment = Readonly<Record<string, string | undefined>>;

/** Without the blanks that files leave around it; empty where it is not set. */
export function valueOf(name: string, env: Environment): string {
  return env[name]?.trim() ?? "";
}

/** Without SailPoint's variables: no other program has a use for the client's secret or a token. */
export function withoutSailVariables(env: Environment): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^SAIL_/i.test(name)));
}
