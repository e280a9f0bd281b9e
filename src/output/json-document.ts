import { withoutMarkers } from "../text/ci-commands.ts";

/** A JSON document for people and programs, as safe for a CI runner as a line; without its end. */
export function jsonDocument(value: unknown): string {
  return withoutMarkers(JSON.stringify(value, undefined, 2));
}
