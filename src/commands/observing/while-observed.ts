import type { Host } from "../../process/host.ts";
import type { Outcome } from "../../exit/outcome.ts";

export interface ObserveOptions {
  /** Where to serve metrics, as the user wrote it. */
  readonly metrics?: string;
  readonly history: boolean;
}

/** Runs a command with the observers that its flags and variables request. Throws UsageError. */
export async function whileObserved(
  options: ObserveOptions,
  host: Host,
  work: (host: Host) => Promise<Outcome>,
): Promise<Outcome> {
  const isTraced = Object.keys(host.env).some((name) => name.startsWith("OTEL_"));
  if (options.metrics === undefined && !isTraced) return work(host);
  const { openObservers } = await import("./open-observers.ts");
  const { observer, close } = await openObservers(options, host);
  try {
    return await work({ ...host, observer });
  } finally {
    await close();
  }
}
