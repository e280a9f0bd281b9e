import { createLifetime, type Lifetime, type ProcessEvents } from "../../../src/exit/lifetime.ts";

/** The lifetime of a command in a process that is told nothing but what the test tells it. */
export function inventedLifetime(events: Partial<ProcessEvents> = {}): Lifetime {
  const silent = () => () => undefined;
  return createLifetime({ onSignal: silent, onCrash: silent, ...events });
}
