#!/usr/bin/env node
// The command's first file runs on Node 14.8 or newer, and loads the rest only where that can run.
const oldest = [22, 13] as const;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `aggwatch: this is Node ${process.versions.node}; aggwatch needs ${oldest.join(".")} or newer. ` +
      "Install a current LTS release from https://nodejs.org, then start again.\n",
  );
  process.exitCode = 2;
} else {
  try {
    await standSomewhere();
    await import("./keep-compiled.ts");
    const { run } = await import("./cli.ts");
    await run();
  } catch (error) {
    process.stderr.write(
      "aggwatch: this is a bug in aggwatch, or its files are damaged. Install it again; if that " +
        `does not help, please report it with these lines:\n${textOf(error)}\n`,
    );
    process.exit(70);
  }
}

/** Names a deleted working folder as the shell does: without a name Node and libraries fail. */
async function standSomewhere(): Promise<void> {
  try {
    process.cwd();
  } catch {
    const { PWD = "" } = process.env;
    const folder = PWD.startsWith("/") ? PWD : "/";
    process.cwd = () => folder;
    // For those that import the function by its name.
    (await import("node:module")).syncBuiltinESMExports();
  }
}

function textOf(error: unknown): string {
  try {
    return error instanceof Error ? error.stack || error.message : String(error);
  } catch {
    return "an error that cannot be read";
  }
}
