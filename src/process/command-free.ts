import { withoutCiCommands } from "../text/ci-commands.ts";

/** A line that has no end yet is remembered that far; a runner's marker is shorter. */
const longestMarker = 256;

/**
 * From now on nothing that is written to the stream is a command of a CI runner: the one door for
 * standard output and standard error, whatever is written there and by whom.
 */
export function keepCommandFree(stream: Pick<NodeJS.WriteStream, "write">): void {
  const write = stream.write.bind(stream) as (...args: readonly unknown[]) => boolean;
  let unfinished = "";
  const writeFree = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    const given = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    const free = withoutCiCommands(given, unfinished);
    const line = lastLine(unfinished + free);
    // A piece of a line must not look like its beginning.
    unfinished = line.length > longestMarker ? `x${line.slice(-longestMarker)}` : line;
    return write(free, ...rest);
  };
  stream.write = writeFree;
}

function lastLine(text: string): string {
  return text.slice(Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1);
}
