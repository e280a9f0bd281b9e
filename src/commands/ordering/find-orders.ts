import type { Source } from "../../api/endpoints/source.ts";
import type { StartOptions } from "../../api/endpoints/start.ts";
import { createSourceFinder, type SourceFinder } from "../../api/endpoints/sources.ts";
import type { Api } from "../../api/http/api.ts";
import type { NotStarted } from "../../exit/outcome.ts";
import { UsageError } from "../../system/usage-error.ts";
import { safeText } from "../../text/safe-text.ts";
import { chooseSources } from "../lookup/choose-sources.ts";
import { kindLooks } from "../../wording/kinds.ts";
import { findSource } from "../lookup/find-source.ts";
import type { StartOrder } from "../starting/start-order.ts";
import type { CsvReader } from "./csv-file.ts";
import { namedOrder } from "./named-order.ts";

/** What a command line orders, its folder read. */
export interface Wanted {
  readonly allSources: boolean;
  /** Names, patterns or ids; so in `except`, which wins. */
  readonly match: readonly string[];
  readonly except: readonly string[];
  /** `NAME` or `NAME=FILE`. */
  readonly names: readonly string[];
  /** The CSV of a source, by the name of its file. */
  readonly folder: readonly {
    readonly source: string;
    readonly path: string;
    readonly file: File;
  }[];
  /** The CSV of the only name. */
  readonly file: File | undefined;
  readonly disableOptimization: boolean;
  readonly entitlements: boolean;
  readonly accountsThenEntitlements: boolean;
}

export interface Orders {
  readonly orders: readonly StartOrder[];
  /** Of the sources that a pattern names, those that take a CSV which is not given. */
  readonly leftOut: readonly NotStarted[];
}

type Found = { readonly source: Source; readonly file?: File | undefined };

/** Finds all sources, and reads all files, before anything is started. Throws ApiError, UsageError. */
export async function findOrders(wanted: Wanted, api: Api, csv: CsvReader): Promise<Orders> {
  const finder = createSourceFinder(api);
  const orders = new Map<string, Found>();
  const order = ({ source, file }: Found) => {
    const { file: before } = orders.get(source.id) ?? {};
    if (before && file) throw new UsageError(`${source.name} has two CSV files; give one`);
    orders.set(source.id, { source, file: before ?? file });
  };
  for (const text of wanted.names) {
    const { source, path } = await namedOrder(text, finder);
    order({ source, file: path === undefined ? undefined : await csv.read(path) });
  }
  if (wanted.file) for (const { source } of orders.values()) order({ source, file: wanted.file });
  for (const { source, path, file } of wanted.folder) {
    order({ source: await sourceOfFile(finder, source, path), file });
  }
  const { csv: csvName } = kindLooks[wanted.entitlements ? "entitlement" : "account"];
  const isByPattern = wanted.allSources || wanted.match.length > 0;
  const all = isByPattern ? await finder.all() : [];
  // Given no name, it takes all.
  const chosen = isByPattern ? chooseSources(all, wanted.allSources ? [] : wanted.match) : [];
  const known = [...all, ...[...orders.values()].map(({ source }) => source)];
  const spared = wanted.except.length === 0 ? [] : chooseSources(known, wanted.except);
  const isSpared = ({ id }: Source) => spared.some((one) => one.id === id);
  const named = [...orders.values()].filter(({ source }) => !isSpared(source));
  const others = chosen.filter((source) => !orders.has(source.id) && !isSpared(source));
  const found: readonly Found[] = [
    ...named,
    ...others.filter(({ isDelimitedFile }) => !isDelimitedFile).map((source) => ({ source })),
  ];
  if (wanted.accountsThenEntitlements) checkFilesOfOne(found);
  return {
    orders: found.map((one) => orderOf(one, wanted)),
    leftOut: others
      .filter(({ isDelimitedFile }) => isDelimitedFile)
      .map(({ name }) => {
        return { name, reason: `a delimited-file source: ${name}=${csvName} starts it` };
      }),
  };
}

function orderOf(
  { source, file }: Found,
  { disableOptimization, entitlements, accountsThenEntitlements }: Wanted,
): StartOrder {
  const start: StartOptions = {
    ...(entitlements && { kind: "entitlement" }),
    disableOptimization,
    ...(file && { file }),
  };
  if (!accountsThenEntitlements) return { source, start };
  const next = { source, start: { kind: "entitlement", disableOptimization: false } } as const;
  return { source, start, next };
}

/** The entitlements of a delimited-file source are another file. */
function checkFilesOfOne(found: readonly Found[]): void {
  const delimited = found.find(({ source, file }) => file ?? source.isDelimitedFile);
  if (!delimited) return;
  const { name } = delimited.source;
  throw new UsageError(
    `${name} takes a CSV file for accounts and another for entitlements: start it twice, ` +
      `the second time with --entitlements ${name}=${kindLooks.entitlement.csv}`,
  );
}

async function sourceOfFile(finder: SourceFinder, name: string, path: string): Promise<Source> {
  try {
    return await findSource(finder, name);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${safeText(path)}: ${error.message}`);
  }
}
