export type Environment = Readonly<Record<string, string | undefined>>;

/** Without the blanks that files leave around it; empty where it is not set. */
export function valueOf(name: string, env: Environment): string {
  return env[name]?.trim() ?? "";
}

/** The password of the budget server; a flag would show it to other users of this computer. */
export const budgetPasswordVariable = "AGGWATCH_BUDGET_PASSWORD";

/**
 * For other programs: without SailPoint's variables and the budget server's password, since none has
 * a use for a secret or a token of ours. Windows ignores the case of names.
 */
export function withoutSecrets(env: Environment): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isSecret(name.toUpperCase())));
}

function isSecret(name: string): boolean {
  return name.startsWith("SAIL_") || name === budgetPasswordVariable;
}
