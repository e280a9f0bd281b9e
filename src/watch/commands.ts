import type { Look } from "./model/snapshot.ts";
import type { WatchedId } from "./model/watch.ts";

/** What the user can have a watcher do while it runs. */
export interface WatchCommands {
  /** Watches more ids; those that are watched already stay as they are. */
  add(ids: readonly WatchedId[]): void;
  /** Calls an id without a label by its source's name. */
  name(id: string, label: string): void;
  /** Says that more ids are looked for, and how that goes. */
  looked(look: Look): void;
  /** Stops watching an id and forgets it. */
  drop(id: string): void;
  /** Asks an id as soon as the budget lets it, whatever the schedule, a pause as well. */
  refresh(id: string): void;
  /** Asks no more until told to go on. */
  pause(isPaused: boolean): void;
  /** Ends the wait that a 429 asked for. */
  endWait(): void;
  /** Names the id that the user looks at. */
  focus(id: string | undefined): void;
  /** Forgets the requests under way, after the process stood still: their answers are lost. */
  interrupt(): void;
}
