import { codeOf, type Outcome } from "../../exit/outcome.ts";
import type { Host } from "../../process/host.ts";
import type { Reactions } from "../../reactions/reactions.ts";
import { outcomeLine } from "../../wording/outcome-line.ts";
import { lastObject } from "./last-object.ts";

export interface ReactionOptions {
  /** `TYPE=COMMAND` each. */
  readonly onEvent: readonly string[];
  readonly onEnd?: string;
  /** How long each may take; milliseconds. */
  readonly commandTimeout: number;
}

/**
 * Runs a command of ours while the user's commands are run on its events, and the one of the end once
 * it has ended, however that came, with its outcome. What becomes of them changes no exit code. They
 * are read before, with a UsageError.
 */
export async function withReactions(
  { onEvent, onEnd, commandTimeout, strict }: ReactionOptions & { readonly strict: boolean },
  host: Host,
  command: (reactions: Reactions | undefined) => Promise<Outcome>,
): Promise<Outcome> {
  if (onEvent.length === 0 && onEnd === undefined) return command(undefined);
  // Most watches run no other program, and do without.
  const { readReactions } = await import("../../reactions/read-reactions.ts");
  const { env, platform, onHaste, stderr, lifetime } = host;
  const read = readReactions(onEvent, onEnd, platform);
  const { createReactions } = await import("../../reactions/reactions.ts");
  const { systemProcesses } = await import("../../reactions/system-processes.ts");
  const reactions = createReactions(read, {
    isStrict: strict,
    limitMs: commandTimeout,
    port: { env, platform, onHaste, ...systemProcesses },
    say: (line) => void stderr.write(`aggwatch: ${line}\n`),
    signaled: lifetime.signaled,
  });
  const outcome = await command(reactions);
  const { lineOf } = await import("../../output/ndjson/line-object.ts");
  const { watches } = outcome;
  await reactions.end({
    json: lineOf(await lastObject(outcome, host.clock)),
    text: watches.length === 0 ? "nothing was watched" : outcomeLine(watches),
    exitCode: codeOf(outcome),
  });
  return outcome;
}
