import type { Environment } from "../system/environment.ts";
import type { Lifetime, ProcessEvents } from "../exit/lifetime.ts";
import type { LeavingSignal } from "../exit/exit-code.ts";
import type { SendDeps } from "../api/http/send.ts";
import type { LastWrites } from "../exit/last-writes.ts";
import type { JobControl } from "./job-control.ts";
import type { Clock } from "../time/clock.ts";

/** The process around the program. */
export type World = Omit<Host, "version" | "lifetime"> & ProcessEvents;

/** The process around a command. */
export interface Host {
  /** Of the program. */
  readonly version: string;
  /** Ends the command. */
  readonly lifetime: Lifetime;
  readonly env: Environment;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
  /** Node's own, for the simulated tenant. */
  readonly fetch: SendDeps["fetch"];
  /** Says whether what is loaded from now on may use colours. */
  forceColor(level: "0" | "1"): void;
  /** How the process is suspended; undefined where there is no job control. */
  readonly jobs: JobControl | undefined;
  readonly platform: NodeJS.Platform;
  readonly workingFolder: string;
  /** Undefined where the user has none. */
  homeFolder(): string | undefined;
  /** Where the configuration file is looked for; undefined where the user has no home. */
  readonly configFolder: string | undefined;
  /** Where the history of runs is kept; undefined where the user has no home. */
  historyFolder(): Promise<string | undefined>;
  /** See `sharedFolder` of `sharing/`; undefined where no budget is shared with other processes. */
  readonly sharedFolder: (() => string) | undefined;
  /** Does what a signal does; see `Leaving`. */
  readonly raise: (signal: LeavingSignal) => void;
  /** Calls `undo` where the process ends without another turn; returns how to stop that. */
  readonly onHaste: (undo: () => void) => () => void;
  /** Keeps all messages from the terminal; what it returns says them. See `holdMessages`. */
  holdMessages(): () => void;
  /** Waits for what is written after the outcome. */
  readonly lastWrites: LastWrites;
  /** Calls `listener` when the terminal may have another size; returns how to stop that. */
  onWindowChange(listener: () => void): () => void;
  /**
   * Calls `listener` when the output takes no more, with the reason where that is news to whoever
   * reads it, as a full disk is; returns how to stop that.
   */
  onOutputClosed(listener: (problem: Error | undefined) => void): () => void;
}
