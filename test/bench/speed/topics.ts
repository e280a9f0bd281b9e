import { measureAge } from "./age.ts";
import { measureCore } from "./core.ts";
import { measureCounted } from "./counted.ts";
import { measureFirstNumber } from "./first-number.ts";
import { measureKeys } from "./keys.ts";
import { measureList } from "./list.ts";
import { measureLoadedFiles } from "./loaded-files.ts";
import type { Measured } from "./measured.ts";
import { measureMemory } from "./memory.ts";
import { measureRecordingSize, measureReplay } from "./recording.ts";
import { measureRefresh } from "./refresh.ts";
import { measureRequests } from "./requests.ts";
import { measureScrape } from "./scrape.ts";
import { measureScreenCost } from "./screen-cost.ts";
import { measureStart } from "./start.ts";

export interface Topic {
  /** For `--only`. */
  readonly name: string;
  /** Whether it only counts what is the same on a busy machine. */
  readonly isShort: boolean;
  readonly measure: (options: { readonly hour: boolean }) => Promise<readonly Measured[]>;
}

export const topics: readonly Topic[] = [
  { name: "counted", isShort: true, measure: measureCounted },
  { name: "requests", isShort: true, measure: measureRequests },
  { name: "recording", isShort: true, measure: measureRecordingSize },
  { name: "loaded", isShort: true, measure: measureLoadedFiles },
  { name: "first-number", isShort: false, measure: measureFirstNumber },
  { name: "start", isShort: false, measure: measureStart },
  { name: "screen", isShort: false, measure: measureScreenCost },
  { name: "keys", isShort: false, measure: measureKeys },
  { name: "memory", isShort: false, measure: measureMemory },
  { name: "core", isShort: false, measure: measureCore },
  { name: "scrape", isShort: false, measure: measureScrape },
  { name: "age", isShort: false, measure: measureAge },
  { name: "refresh", isShort: false, measure: measureRefresh },
  { name: "replay", isShort: false, measure: measureReplay },
  { name: "list", isShort: false, measure: measureList },
];
