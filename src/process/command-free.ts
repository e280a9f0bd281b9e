import { withoutCiCommands } from "../text/ci-commands.ts";

/** Kept of a line without its end yet; a runner's marker is shorter. */
const longestMarker = 256;

/** From now on nothing written to a stream, by any code, is a CI runner's command. */
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
