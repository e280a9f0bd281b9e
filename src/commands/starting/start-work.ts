import type { WatchedId } from "../../watch/model/watch.ts";
import type { StartOptions as Start } from "../../api/endpoints/start.ts";
import type { Client } from "../../client/client.ts";
import type { Host } from "../../process/host.ts";
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
  readonly start: Start;
  readonly client: Client;
  readonly unannounced: Unannounced;
  readonly options: StartCommandOptions;
  readonly form: OutputForm;
  readonly recorder: Recorder | undefined;
  readonly reactions: Reactions | undefined;
  readonly host: Host;
}

export interface StartCommandOptions
  extends LookUpOptions, WatchIdsOptions, RecordOptions, ReactionOptions {
  readonly unoptimized: boolean;
  readonly file?: string;
  readonly watch: boolean;
  readonly sequential: boolean;
  readonly ifRunning?: IfRunning;
}

export interface Started extends WatchedId {
  readonly label: string;
  readonly sourceId: string;
  /** Whether it was joined: started before, by another. */
  readonly ranAlready: boolean;
}
