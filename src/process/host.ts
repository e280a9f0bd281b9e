import type { Environment } from "../system/environment.ts";
import type { Lifetime, ProcessEvents } from "../exit/lifetime.ts";
import type { LeavingSignal } from "../exit/exit-code.ts";
import type { LastWrites } from "../exit/last-writes.ts";
import type { JobControl } from "./job-control.ts";
import type { Clock } from "../time/clock.ts";
import type { Observer } from "../watch/observer.ts";

/** The process around the program. */
export type World = Omit<Host, "version" | "lifetime" | "keys"> & ProcessEvents;

/** The process around a command; a listener's function stops listening. */
export interface Host {
  readonly version: string;
  readonly lifetime: Lifetime;
  /** The keys that the user has given to actions of the screen, by the names of both. */
  readonly keys?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly env: Environment;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
  forceColor(level: "0" | "1"): void;
  readonly jobs: JobControl | undefined;
  readonly platform: NodeJS.Platform;
  /** What the program runs on, for a bug report: name and release of the system, architecture. */
  readonly computer: () => {
    readonly node: string;
    readonly system: string;
    readonly architecture: string;
  };
  readonly workingFolder: string;
  // The user may have no home, and so none of these.
  homeFolder(): string | undefined;
  readonly configFolder: string | undefined;
  historyFolder(): Promise<string | undefined>;
  /** See `sharedFolder` of `sharing/`; undefined where no budget is shared with other processes. */
  readonly sharedFolder: (() => string) | undefined;
  /** Opens an address in the user's browser; settles with why that did not work, for people. */
  readonly browse: (address: string) => Promise<string | undefined>;
  readonly raise: (signal: LeavingSignal) => void;
  readonly onHaste: (undo: () => void) => () => void;
  holdMessages(): () => void;
  /** For a session that may last for days. */
  keepHeapSmall(): void;
  readonly lastWrites: LastWrites;
  /** Left out where nothing observes the command. */
  readonly observer?: Observer;
  /** May be called without another size. */
  onWindowChange(listener: () => void): () => void;
  /** When the output takes no more; a `problem` is news to its reader, as a full disk is. */
  onOutputClosed(listener: (problem: Error | undefined) => void): () => void;
}
