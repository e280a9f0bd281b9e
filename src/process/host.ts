import type { Environment } from "../system/environment.ts";
import type { Lifetime, ProcessEvents } from "../exit/lifetime.ts";
import type { LeavingSignal } from "../exit/exit-code.ts";
import type { SendDeps } from "../api/http/send.ts";
import type { LastWrites } from "../exit/last-writes.ts";
import type { JobControl } from "./job-control.ts";
import type { Clock } from "../time/clock.ts";

/** The process around the program. */
export type World = Omit<Host, "version" | "lifetime"> & ProcessEvents;

/** The process around a command; a listener's function stops listening. */
export interface Host {
  /** Of the program. */
  readonly version: string;
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
  /** Whether what is loaded from now on may use colors. */
  forceColor(level: "0" | "1"): void;
  /** Undefined where there is no job control. */
  readonly jobs: JobControl | undefined;
  readonly platform: NodeJS.Platform;
  readonly workingFolder: string;
  // The user may have no home, and so none of these.
  homeFolder(): string | undefined;
  readonly configFolder: string | undefined;
  historyFolder(): Promise<string | undefined>;
  /** See `sharedFolder` of `sharing/`; undefined where no budget is shared with other processes. */
  readonly sharedFolder: (() => string) | undefined;
  /** Does what a signal does; see `Leaving`. */
  readonly raise: (signal: LeavingSignal) => void;
  /** Where the process ends without another turn; see `Leaving`. */
  readonly onHaste: (undo: () => void) => () => void;
  /** See `holdMessages`. */
  holdMessages(): () => void;
  readonly lastWrites: LastWrites;
  /** When the terminal may have another size. */
  onWindowChange(listener: () => void): () => void;
  /** When the output takes no more; a `problem` is news to its reader, as a full disk is. */
  onOutputClosed(listener: (problem: Error | undefined) => void): () => void;
}
