import { isApiError } from "../../api/http/errors.ts";
import { webOriginOf } from "../../api/http/web-address.ts";
import type { Host } from "../../process/host.ts";
import type { ScreenStore } from "../../ui/view/store.ts";
import { unreadableReason } from "../../watch/decide/unreadable-reason.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import { webPageOf } from "../../watch/model/web-page.ts";
import { noPageText } from "../../wording/web-page-text.ts";
import { watchName } from "../../wording/watch-name.ts";
import type { Session } from "./session.ts";

export interface SourceOpening extends Pick<Host, "browse"> {
  readonly watcher: Pick<WatchFeed, "snapshot" | "watchOf">;
  readonly screen: Pick<ScreenStore, "notice" | "showPage">;
  /** Undefined where there is no tenant to ask. */
  readonly findSource: Session["findSource"] | undefined;
}

/**
 * Opens the page of an id's source in the browser, after a look-up where the source is not known.
 * The screen says what comes of it, and shows the address where there is no browser.
 */
export async function openSource(
  id: string,
  opening: SourceOpening,
  signal: AbortSignal,
): Promise<void> {
  const { watcher, screen, findSource, browse } = opening;
  const watch = () => watcher.watchOf(id);
  const asked = watch();
  if (!asked) return;
  const name = watchName(asked);
  const hasWeb = webOriginOf(clientOf(watcher.snapshot(), asked)) !== undefined;
  if (hasWeb && asked.sourceId === undefined && findSource) {
    screen.notice(`looking up the source of ${name}`);
    try {
      await findSource(asked, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!isApiError(error)) throw error;
      return screen.notice(`can't look up the source of ${name} (${unreadableReason(error)})`);
    }
  }
  const snapshot = watcher.snapshot();
  const known = watch() ?? asked;
  const address = webPageOf(snapshot, known);
  if (address === undefined) return screen.notice(noPageText(snapshot, known));
  screen.notice(`opening ${name} in the browser`);
  const problem = await browse(address);
  if (problem !== undefined) screen.showPage({ name, address, problem });
}
