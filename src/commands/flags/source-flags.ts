import { switchFlag, valueFlag } from "./flag.ts";

/** `--source NAME`, which may be repeated. */
export function sourceFlag(about: string) {
  return valueFlag(
    "What to watch",
    "--source <name>",
    about,
    (text, before: readonly string[]) => [...before, text],
    [],
  );
}

export function latestFlag() {
  return switchFlag(
    "What to watch",
    "--latest",
    "with --source: take the latest if none is running",
  );
}
