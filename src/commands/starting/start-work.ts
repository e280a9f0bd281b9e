import type { WatchedId } from "../../watch/model/watch.ts";
import type { NotStarted } from "../../exit/outcome.ts";
import type { Client } from "../../client/client.ts";
import type { Host } from "../../process/host.ts";
import type { ObserveOptions } from "../observing/while-observed.ts";
import type { OutputForm } from "../session/output-form.ts";
import type { Reactions } from "../../reactions/reactions.ts";
import type { ReactionOptions } from "../session/reactions.ts";
import type { Recorder, RecordOptions } from "../session/record.ts";
import type { WatchIdsOptions } from "../session/watch-ids.ts";
import type { LookUpOptions } from "../tenant/open-clients.ts";
import type { Unannounced } from "../tenant/with-clients.ts";
import type { IfRunning } from "./if-running.ts";

/** What a run of `aggwatch start` is given. */
export interface StartWork {
  readonly client: Client;
  readonly unannounced: Unannounced;
  readonly options: RunOptions;
  readonly form: OutputForm;
  readonly recorder: Recorder | undefined;
  readonly reactions: Reactions | undefined;
  readonly host: Host;
  /** Whether to ask the user before starting anything. */
  readonly asksFirst: boolean;
  /** What a pattern names and cannot be started. */
  readonly leftOut: readonly NotStarted[];
}

export interface StartCommandOptions
  extends LookUpOptions, WatchIdsOptions, RecordOptions, ReactionOptions, ObserveOptions {
  readonly allSources: boolean;
  readonly match: readonly string[];
  readonly except: readonly string[];
  readonly yes: boolean;
  readonly entitlements: boolean;
  readonly accountsThenEntitlements: boolean;
  readonly unoptimized: boolean;
  readonly file?: string;
  readonly folder?: string;
  readonly watch: boolean;
  readonly sequential: boolean;
  readonly atOnce?: number;
  /** How often what may pass is started again. */
  readonly retry: number;
  readonly ifRunning?: IfRunning;
}

/** The same, once it is known how many may run at a time; infinite for all. */
export type RunOptions = StartCommandOptions & { readonly atOnce: number };

export interface Started extends WatchedId {
  readonly label: string;
  readonly sourceId: string;
  /** Whether it was joined: started before, by another. */
  readonly ranAlready: boolean;
}
