import type { ColumnName } from "../../ui/view/column-names.ts";
import type { NotifyChoice } from "../../attention/notification.ts";
import type { Usual } from "../../history/usual.ts";
import type { EarlyLeave } from "../../exit/exit-code.ts";
import type { Clock } from "../../time/clock.ts";
import type { ColorChoice } from "../../ui/color.ts";
import type { LinkChoice } from "../../ui/hyperlinks.ts";
import type { Ending } from "../../watch/model/ending.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { WatchCommands } from "../../watch/commands.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import type { Watcher } from "../../watch/watcher.ts";
import type { Reactions } from "../../reactions/reactions.ts";
import type { SourceStarts } from "../starting/source-starts.ts";
import type { FirstRequests } from "./first-requests.ts";
import type { OutputOptions } from "./output-form.ts";
import type { SummaryOptions } from "./summary.ts";

/** What a session is about. */
export interface Session {
  /** A watcher, or a recording, which takes only some commands. */
  readonly watcher: WatchFeed & Pick<Watcher, "run"> & Partial<WatchCommands>;
  readonly clock: Clock;
  /** What the screen calls the tenant. */
  readonly title: string;
  /** How many times as fast `clock` runs. */
  readonly speed: number;
  /** By id, where earlier runs tell. */
  readonly usuals: ReadonlyMap<string, Usual>;
  /** Whether the ids came on standard input, so that no keys can. */
  readonly isStdinUsed?: boolean;
  readonly view: ViewOptions;
  /** Where there is a tenant to ask. */
  readonly firstRequests?: FirstRequests;
  /** Tells the watcher the source of an id, by a look-up; throws ApiError. */
  readonly findSource?: (watch: Watch, signal: AbortSignal) => Promise<void>;
  /** What starts more aggregations, where there is a tenant to ask. */
  readonly starts?: SourceStarts;
  /** What runs the user's commands as things happen. */
  readonly reactions?: Reactions | undefined;
  readonly changeSpeed?: (to: "faster" | "slower") => void;
  /** When it is left before all ids have ended. */
  readonly early?: EarlyLeave;
  /** What lines end with, above the outcomes. */
  readonly table?: (watches: readonly Watch[]) => readonly string[];
  /** Whether an end counts for that; without it all do. */
  readonly counts?: (watch: Watch, ending: Ending) => boolean;
  /** Whether the same run of the program has had others before. */
  readonly isLater?: boolean;
  /** Brings more ids while the session lasts, which then ends only by being left. */
  readonly follow?: (signal: AbortSignal) => Promise<void>;
  /** Brings more ids while the session lasts, which does not end before that is done. */
  readonly bring?: (signal: AbortSignal) => Promise<void>;
  /** Goes on beside the watch, and ends quietly with it, when its signal is aborted. */
  readonly beside?: (signal: AbortSignal) => Promise<void>;
}

export interface ViewOptions extends OutputOptions, SummaryOptions {
  readonly stay: boolean;
  /** Undefined for the program's choice. */
  readonly columns?: readonly ColumnName[];
  readonly mouse: boolean;
  readonly ascii: boolean;
  readonly motion: boolean;
  readonly screenReader: boolean;
  readonly color: ColorChoice;
  readonly hyperlinks: LinkChoice;
  readonly notify?: NotifyChoice | undefined;
}
