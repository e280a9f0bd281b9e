import { startPlainOutput } from "../../output/plain.ts";
import type { Host } from "../../process/host.ts";
import { lineWriter } from "../../process/line-writer.ts";
import { waitText } from "../../wording/wait-text.ts";
import { pages } from "./pages.ts";
import type { Session } from "./session.ts";
import type { Reader } from "./session-reader.ts";

/** Shows a session in lines, for as long as it runs, in one of the forms that need no terminal. */
export async function openLineReader(
  session: Session,
  host: Host,
  form: "plain" | "ndjson" | "quiet",
): Promise<Reader> {
  switch (form) {
    case "plain": {
      const { watcher, clock, usuals, view } = session;
      const write = lineWriter(host);
      const pageOf = pages(session, host);
      const close = startPlainOutput(
        watcher,
        clock,
        usuals,
        write,
        view.heartbeat,
        pageOf,
        session.table,
      );
      return lineReader(session, host, close);
    }
    case "ndjson":
      return lineReader(session, host, await openNdjson(session, host));
    case "quiet":
      return lineReader(session, host, tellWaits(session, host));
  }
}

function lineReader({ watcher }: Session, { jobs }: Host, close: Reader["close"]): Reader {
  const stopListening = jobs?.onContinue(() => watcher.interrupt?.());
  return {
    staysOpen: false,
    close: () => {
      stopListening?.();
      return close();
    },
  };
}

/** Writes nothing to stdout; what delays the exit code is said on stderr. */
function tellWaits({ watcher }: Session, { stderr }: Host): Reader["close"] {
  const stop = watcher.onEvent(({ at, event }) => {
    if (event.type === "wait") stderr.write(`aggwatch: ${waitText(event, at)}\n`);
  });
  return () => Promise.resolve(stop());
}

async function openNdjson(session: Session, host: Host): Promise<Reader["close"]> {
  const { watcher, clock, usuals, view, isLater = false } = session;
  const { heartbeat: heartbeatMs = 0, polls } = view;
  const options = { version: host.version, heartbeatMs, polls, usuals, isLater };
  const { startNdjsonOutput } = await import("../../output/ndjson/ndjson-output.ts");
  return startNdjsonOutput(watcher, clock, options, lineWriter(host));
}
