import { departureAt } from "../../exit/exit-code.ts";
import type { Host } from "../../process/host.ts";
import { openReader } from "./reader.ts";
import type { Session } from "./session.ts";
import { type Opened, watchThrough } from "./watch-through.ts";

/** Runs a watcher until all its ids have ended or the lifetime is over, while a reader shows it. */
export async function runSession(session: Session, host: Host): Promise<void> {
  const { watcher, early, counts = () => true } = session;
  const { leave } = host.lifetime;
  const stops = [
    ...(session.reactions ? [session.reactions.listen(watcher)] : []),
    host.onOutputClosed((problem) => leave({ by: "pipe", isLost: problem !== undefined })),
    watcher.onEvent(({ watch, event }) => {
      if (event.type !== "ended" || !early || (watch && !counts(watch, event.ending))) return;
      const next = departureAt(event.ending, early);
      if (next) leave(next);
    }),
  ];
  const over = new AbortController();
  const opened = Promise.withResolvers<Opened>();
  let work: Promise<void> | undefined;
  const begin = () => (work ??= run(session, opened.promise, host, over));
  try {
    const reader = await openReader(session, host, begin);
    opened.resolve(reader);
    await begin();
    await reader.close();
  } catch (error) {
    over.abort();
    throw error;
  }
  for (const stop of stops) stop();
}

/** All that happens in a session; a bug of ours leaves it. `over` ends it, also from outside. */
async function run(
  session: Session,
  opened: Promise<Opened>,
  { lifetime }: Pick<Host, "lifetime">,
  over: AbortController,
): Promise<void> {
  const { leave } = lifetime;
  const signal = AbortSignal.any([lifetime.signal, over.signal]);
  const beside = session.beside?.(signal).catch((error: unknown) => leave({ by: "bug", error }));
  let bringing: Promise<void> | undefined;
  try {
    const following = session.follow?.(signal);
    bringing = session.bring?.(signal);
    const stays = following !== undefined;
    await Promise.all([watchThrough(session, stays, opened, bringing, signal), following]);
  } catch (error) {
    if (!over.signal.aborted) leave({ by: "bug", error });
  }
  // What it has sent by then is said before the end.
  await bringing?.catch(() => undefined);
  over.abort();
  await beside;
}
