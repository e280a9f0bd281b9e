/*
 * Builds the package where npm makes one of this folder: for `npm pack`, `npm install --global .` and
 * the install of a git address. Plain JavaScript: the Node that runs it may be too old for the rest.
 */
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const { npm_command: command, INIT_CWD: startedIn } = process.env;

if (command === "ci" && startedIn === root) {
  // A checkout is only set up: what is run in it builds by itself.
} else if (existsSync(`${root}/node_modules/rolldown`)) {
  execSync("npm run --silent build", { cwd: root, stdio: "inherit" });
} else {
  console.error(
    "aggwatch is not built, and the packages that build it are not installed here.\n" +
      "In a checkout, run `npm ci` first.\n" +
      "From a git address, make the package first, since npm cannot build one while it installs globally:\n" +
      "  npm pack git+https://HOST/PATH\n" +
      "  npm install --global ./aggwatch-*.tgz",
  );
  process.exitCode = 1;
}
