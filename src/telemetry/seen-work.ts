import { deletionsOf, identitiesOf, accountsOf } from "../watch/forecast/progress.ts";
import type { Watch } from "../watch/model/watch.ts";

/** When polls saw a counter move; milliseconds since the Unix epoch. */
interface Seen {
  readonly processed: number;
  /** The poll before its first rise, and that of its last. */
  readonly from: number;
  readonly until: number;
}

/** By what is counted, where it has moved. */
export type SeenWork = Readonly<Record<string, Seen>>;

const progressOf = { accounts: accountsOf, identities: identitiesOf, deletions: deletionsOf };

/** The work seen so far, after an answer at `at`; the poll before was at `before`. */
export function followWork(
  work: SeenWork,
  { counters }: Pick<Watch, "counters">,
  { before, at }: { readonly before: number; readonly at: number },
): SeenWork {
  const next = { ...work };
  for (const [name, read] of Object.entries(progressOf)) {
    const processed = read(counters)?.processed ?? 0;
    const seen = next[name];
    // The counters start over when the aggregation does.
    if (seen && processed < seen.processed) delete next[name];
    if (processed > (next[name]?.processed ?? 0)) {
      next[name] = { processed, from: next[name]?.from ?? before, until: at };
    }
  }
  return next;
}
