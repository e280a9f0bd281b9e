import type { Host } from "../../process/host.ts";
import { hasLinks } from "../../ui/hyperlinks.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { webPageOf } from "../../watch/model/web-page.ts";
import type { Session } from "./session.ts";

/** Whether names are links to the web UI. */
export function showsLinks(
  { view }: Session,
  { env, stdout }: Pick<Host, "env" | "stdout">,
): boolean {
  return hasLinks({ choice: view.hyperlinks, env, isTerminal: stdout.isTTY });
}

/** Where the names in lines lead. */
export function pages(session: Session, host: Host): (watch: Watch) => string | undefined {
  if (!showsLinks(session, host)) return () => undefined;
  return (watch) => webPageOf(session.watcher.snapshot(), watch);
}
