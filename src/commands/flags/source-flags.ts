import { switchFlag, valueFlag } from "./flag.ts";

/** `--source NAME`, which may be repeated. */
export function sourceFlag(about: string) {
  return valueFlag(
    "--source <name>",
    about,
    (text, before: readonly string[]) => [...before, text],
    [],
    "none",
  );
}

export function latestFlag() {
  return switchFlag("--latest", "with --source, take the latest aggregation where none is running");
}
