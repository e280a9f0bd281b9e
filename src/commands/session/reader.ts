import type { Host } from "../../process/host.ts";
import { openLineReader } from "./line-reader.ts";
import { outputForm } from "./output-form.ts";
import type { Session } from "./session.ts";
import type { Reader } from "./session-reader.ts";
import { openTerminalReader } from "./terminal-reader.ts";

/**
 * What is watched begins once the reader is there, since it must miss nothing; a screen calls `begin`
 * itself, before it loads what it is drawn with, and keeps what happens meanwhile.
 */
export async function openReader(session: Session, host: Host, begin: () => void): Promise<Reader> {
  const form = outputForm(session.view, host);
  return form === "tui"
    ? openTerminalReader(session, host, begin)
    : openLineReader(session, host, form);
}
