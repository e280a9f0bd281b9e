import { chmod, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startSimulator } from "../../src/simulator/server.ts";
import { systemClock } from "../../src/time/clock.ts";
import { program, shell } from "./support/open.ts";

/** A simulated tenant, its web UI by SailPoint's CLI, and an `xdg-open` that keeps what it is given. */
async function desktop() {
  const simulator = await startSimulator({
    scenarios: ["normal"],
    seed: 1,
    port: 0,
    traits: {},
    aggregationClock: systemClock,
    clientClock: systemClock,
  });
  onTestFinished(() => simulator.close());
  const home = await mkdtemp(join(tmpdir(), "aggwatch-web-"));
  const opened = join(home, "opened");
  await mkdir(join(home, ".sailpoint"));
  await writeFile(
    join(home, ".sailpoint", "config.yaml"),
    `activeenvironment: acme
environments:
  acme:
    baseurl: ${simulator.baseUrl}
    tenanturl: https://acme.identitynow.com
    pat:
      clientid: ${simulator.clientId}
      clientsecret: ${simulator.clientSecret}
`,
    { mode: 0o600 },
  );
  const browser = join(home, "xdg-open");
  await writeFile(browser, `#!/bin/sh\necho "$#: $1" > "${opened}"; env >> "${opened}"\n`);
  await chmod(browser, 0o700);
  const env = {
    HOME: home,
    PATH: `${home}${delimiter}${process.env["PATH"] ?? ""}`,
    DISPLAY: ":0",
    SSH_CONNECTION: "",
    SSH_TTY: "",
    TERM_PROGRAM: "vscode",
  };
  const [aggregation] = simulator.aggregations;
  const id = aggregation?.id ?? "";
  const read = () => readFile(opened, "utf8").catch(() => "");
  return { env, id, read };
}

const page = /https:\/\/acme\.identitynow\.com\/ui\/a\/admin\/connections\/sources\/[\da-f]{32}/;

test("o opens the source in the browser, without a secret; the title is a link to it", async () => {
  const { env, read } = await desktop();
  const pty = program(["--source", "Workday HR", "--no-history"], { env });
  await pty.until(/╔═ Workday HR ═/);
  pty.type("o");
  await pty.until("opening Workday HR in the browser");
  await expect.poll(read).toContain("PATH=");
  const opened = await read();
  expect(opened).toMatch(new RegExp(`^1: ${page.source}\n`));
  expect(opened).not.toContain("SAIL_");
  const [address = ""] = page.exec(opened) ?? [];
  expect(pty.written()).toContain(`\u001B]8;;${address}\u001B\\`);
  pty.type("qq");
  expect(await pty.exited).toBe(8);
});

test("o looks up the source of an id with a label of the user's", async () => {
  const { env, id, read } = await desktop();
  const pty = program([`${id}=mine`, "--no-history"], { env });
  await pty.until(/╔═ mine ═/);
  pty.type("o");
  await pty.until("opening mine in the browser");
  await pty.until(() => pty.written().includes("\u001B]8;;https://acme.identitynow.com/"));
  await expect.poll(read).toMatch(page);
  pty.type("qq");
  expect(await pty.exited).toBe(8);
});

test("over SSH the address stands on the screen, to be clicked or copied", async () => {
  const { env, read } = await desktop();
  const ssh = { ...env, SSH_CONNECTION: "10.0.0.1 5022 10.0.0.2 22" };
  const pty = shell("--source 'Workday HR' --no-history", { env: ssh, columns: 120 });
  await pty.until(/╔═ Workday HR ═/);
  pty.type("o");
  await pty.until(page);
  await pty.until("no browser over SSH; y copies the address");
  pty.type("y");
  await pty.until("address sent to the clipboard");
  expect(pty.written()).toContain("\u001B]52;c;");
  pty.type("o");
  await pty.until(page);
  pty.type(" ");
  await pty.until(/╔═ Workday HR ═/);
  expect(await read()).toBe("");
  pty.type("qq");
  await pty.until("left with 8");
  await pty.until("terminal as it was");
});

test("list makes links of the sources' names, and a pipe gets none", async () => {
  const { env } = await desktop();
  const listed = shell("list", { env });
  await listed.until("left with 0");
  expect(listed.written()).toMatch(new RegExp(`8;;${page.source}\u001B\\\\Workday HR\u001B]8;;`));
  const piped = shell("list --hyperlinks always | cat", { env });
  await piped.until("left with 0");
  expect(piped.screen().join("\n")).toContain("Workday HR");
  expect(piped.written()).not.toContain("]8;");
  const forbidden = shell("list --hyperlinks never", { env });
  await forbidden.until("left with 0");
  expect(forbidden.written()).not.toContain("]8;");
});

test("where the web UI is not known, o says so", async () => {
  const pty = program(["demo", "normal", "--speed", "2"], { env: { DISPLAY: ":0" } });
  await pty.until(/╔═ Workday HR ═/);
  pty.type("o");
  await pty.until("web address unknown: set tenanturl in SailPoint's CLI");
  pty.type("qq");
  expect(await pty.exited).toBe(8);
});
