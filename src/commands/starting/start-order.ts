import type { Source } from "../../api/endpoints/source.ts";
import type { StartOptions } from "../../api/endpoints/start.ts";

/** A start that is wanted: of which source, and with what. */
export interface StartOrder {
  readonly source: Source;
  readonly start: StartOptions;
}
