import { safeText } from "../text/safe-text.ts";
import { withoutSecrets } from "../text/without-secrets.ts";

/** An exporter that fails does so again and again. */
const mostTold = 5;
const longest = 300;

/** Says what the SDK complains of, each thing once and not too many, as lines that are safe to print. */
export function createTroubleTeller(write: (line: string) => void): (complaint: string) => void {
  const told = new Set<string>();
  return (complaint) => {
    const text = withoutSecrets(safeText(reasonOf(complaint), longest));
    if (told.has(text) || told.size >= mostTold) return;
    told.add(text);
    write(`telemetry: ${text}`);
  };
}

/** The SDK writes an error as JSON, with its stack. */
function reasonOf(complaint: string): string {
  try {
    const { message = "", code = "", name = "" } = Object(JSON.parse(complaint));
    return [message || name, code].filter(Boolean).map(String).join(", ");
  } catch {
    return complaint;
  }
}
