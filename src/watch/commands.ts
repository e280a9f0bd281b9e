import type { KnownSource } from "./decide/decision.ts";
import type { EarlierRun } from "./forecast/usual.ts";
import type { Look } from "./model/snapshot.ts";
import type { WatchedId } from "./model/watch.ts";

export interface WatchCommands {
  /** Watches more ids; those already watched stay, and one dropped lately comes back as it was. */
  add(ids: readonly WatchedId[]): void;
  /** Tells the source of an id, whose name becomes its label unless it has one. */
  name(id: string, source: KnownSource): void;
  /** Tells what is known of earlier runs of an id's source, newest last. */
  remember(id: string, runs: readonly EarlierRun[]): void;
  /** Reports the state of the listing of more ids. */
  looked(look: Look): void;
  /** Reports how many starts are still to come. */
  queued(toStart: number): void;
  drop(id: string): void;
  /** Polls an id as soon as the budget allows, even during a pause. */
  refresh(id: string): void;
  pause(isPaused: boolean): void;
  endWait(): void;
  focus(id: string | undefined): void;
  /** Forgets the requests in flight: after the process stood still their answers are lost. */
  interrupt(): void;
}
