#!/usr/bin/env node
/*
 * The command's first file: it runs on a Node from 14.8 on, refuses one that is too old for the
 * rest, and only then loads the rest.
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
  await import("./cli.ts");
}
