#!/usr/bin/env node
/*
 * The command's first file: it runs on a Node from 14.8 on, refuses one that is too old for the
 * rest, and only then loads the rest. What keeps the rest from being loaded is reported as what it
 * is: a bug, or files that are damaged.
 */
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
    await import("./cli.ts");
  } catch (error) {
    process.stderr.write(
      "aggwatch: this is a bug in aggwatch, or its files are damaged. Install it again; if that " +
        `does not help, please report it with these lines:\n${textOf(error)}\n`,
    );
    process.exit(70);
  }
}

/**
 * A working folder that has been deleted has no name, which Node and some that it loads take for an
 * error. From here on its name is the one that the shell knows; what is looked for in it is missing.
 */
async function standSomewhere(): Promise<void> {
  try {
    process.cwd();
  } catch {
    const { PWD = "" } = process.env;
    const folder = PWD.startsWith("/") ? PWD : "/";
    process.cwd = () => folder;
    // Those that import the function by its name get this one as well.
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
