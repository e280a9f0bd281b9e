import type { Page } from "./page-source.ts";

/** A page of the manual. */
export interface Topic {
  /** Of its page in `pages/`, too. */
  readonly name: string;
  /** The title of its page, but for the first letter. */
  readonly about: string;
  /** Loads the page when it is needed. */
  readonly read: () => Promise<{ readonly default: Page }>;
}

/** The topics of `aggwatch help TOPIC`. */
export const topics: readonly Topic[] = [
  {
    name: "install",
    about: "installing, upgrading, uninstalling",
    read: () => import("./pages/install.md"),
  },
  { name: "tenant", about: "tenant and credentials", read: () => import("./pages/tenant.md") },
  { name: "watching", about: "watching aggregations", read: () => import("./pages/watching.md") },
  { name: "starting", about: "starting aggregations", read: () => import("./pages/starting.md") },
  { name: "screen", about: "the screen", read: () => import("./pages/screen.md") },
  { name: "keys", about: "keys of the screen", read: () => import("./pages/keys.md") },
  { name: "scripts", about: "scripts and pipelines", read: () => import("./pages/scripts.md") },
  { name: "exit-codes", about: "exit codes", read: () => import("./pages/exit-codes.md") },
  { name: "ndjson", about: "NDJSON events", read: () => import("./pages/ndjson.md") },
  {
    name: "on-event",
    about: "commands run on events and at the end",
    read: () => import("./pages/on-event.md"),
  },
  {
    name: "recordings",
    about: "recordings and replay",
    read: () => import("./pages/recordings.md"),
  },
  {
    name: "configuration",
    about: "configuration file and environment variables",
    read: () => import("./pages/configuration.md"),
  },
  {
    name: "requests",
    about: "requests and rate limits",
    read: () => import("./pages/requests.md"),
  },
  { name: "forecast", about: "the forecast", read: () => import("./pages/forecast.md") },
  {
    name: "metrics",
    about: "metrics and OpenTelemetry",
    read: () => import("./pages/metrics.md"),
  },
  {
    name: "troubleshooting",
    about: "troubleshooting: questions and answers",
    read: () => import("./pages/troubleshooting.md"),
  },
  {
    name: "privacy",
    about: "privacy and security",
    read: () => import("./pages/privacy.md"),
  },
];
