import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFileSync } from "node:fs";
import packageJson from "../../package.json" with { type: "json" };
import { shellBlocks } from "./example-files.ts";
import { openCheckout, packageFile } from "./workshop.ts";

const page = readFileSync(new URL("../../src/manual/pages/install.md", import.meta.url), "utf8");

/** Without a registry, the keyring is left out. */
const offline = { npm_config_omit: "optional", npm_config_yes: "true" };

test("the package file is installed, tried and uninstalled as the manual says", async () => {
  const { folder, bash } = await openCheckout();
  await copyFile(join(folder, "tools", packageFile), join(folder, packageFile));
  // What is built, fetched or needs another program is run elsewhere or not at all.
  const isOffline = (block: string) => !/git\+|npm ci|node-linux/.test(block);
  const [install = "", tryIt = "", completions = "", uninstall = "", ...more] =
    shellBlocks(page).filter(isOffline);
  expect(more).toEqual([]);

  const tried = await bash(tryIt.replace("demo", "--version"), offline);
  expect(tried).toMatchObject({ code: 0, output: `${packageJson.version}\n` });

  const installed = await bash(install, offline);
  expect(installed.errors).not.toMatch(/warn/);
  expect(installed.output).toMatch(new RegExp(`^${packageJson.version}$`, "m"));

  expect(await bash(`${completions}complete -p aggwatch`)).toMatchObject({ code: 0 });

  const uninstalled = await bash(`${uninstall}hash -r\ntype -P aggwatch || echo gone`, offline);
  expect(uninstalled.output).toMatch(/^gone$/m);
});
