import type { Check } from "./check.ts";

/** What runs, for a bug report. */
export interface Installation {
  /** Of aggwatch. */
  readonly version: string;
  readonly node: string;
  /** Name and release of the operating system: `Linux 6.8.0`. */
  readonly system: string;
  /** As `process.arch`. */
  readonly architecture: string;
}

export function checkInstallation(installation: Installation): Check {
  const { version, node, system, architecture } = installation;
  return {
    name: "aggwatch",
    verdict: "good",
    found: [`${version}, Node.js ${node}, ${system} ${architecture}`],
  };
}
