import type { Environment } from "../system/environment.ts";

/** A user can do nothing about them. */
const developers: ReadonlySet<string> = new Set(["DeprecationWarning", "ExperimentalWarning"]);

const mostSaid = 20;

export interface WarningPort {
  listenerCount(event: "warning"): number;
  removeAllListeners(event: "warning"): unknown;
  on(event: "warning", listener: (warning: Error) => void): unknown;
  readonly execArgv: readonly string[];
}

/**
 * Says Node's warnings like everything else: Node writes them past every stream, also onto a
 * screen. Settings of the user's, such as `--trace-warnings`, stay. `say` takes a line without its
 * end.
 */
export function takeWarnings(
  port: WarningPort,
  env: Environment,
  say: (line: string) => void,
): void {
  const options = [...port.execArgv, env["NODE_OPTIONS"] ?? ""].join(" ");
  const isSilent = port.listenerCount("warning") === 0;
  if (isSilent || /--(?:trace|redirect)-/.test(options) || env["NODE_REDIRECT_WARNINGS"]) return;
  port.removeAllListeners("warning");
  const said = new Set<string>();
  port.on("warning", ({ name, message }) => {
    // Which of the two color variables counts has been decided.
    if (developers.has(name) || /NO_COLOR.*FORCE_COLOR/.test(message)) return;
    if (said.has(message) || said.size === mostSaid) return;
    said.add(message);
    void tell(message, say);
  });
}

/** Most runs have no warning, and do without what makes one safe. */
async function tell(message: string, say: (line: string) => void): Promise<void> {
  const { safeText } = await import("../text/safe-text.ts");
  say(`aggwatch: Node.js warns: ${safeText(message)}`);
}
