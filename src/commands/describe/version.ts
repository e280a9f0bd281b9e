import type { Command } from "commander";
import { nothingWatched } from "../../exit/outcome.ts";
import type { Run } from "./run.ts";

export function describeVersion(program: Command, run: Run): void {
  program
    .command("version")
    .description("show the version")
    .action(() =>
      run(({ stdout, version }) => {
        stdout.write(`${version}\n`);
        return nothingWatched();
      }),
    );
}
