import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { compileCache } from "../support/compile-cache.ts";

/** A secret service on a bus of its own, until the end of the test. */
export interface SecretService {
  /** The environment of whoever is to find it; its HOME is empty. */
  readonly env: Readonly<Record<string, string>>;
  /** Keeps a secret under the attributes that SailPoint's CLI gives it. */
  readonly keep: (service: string, account: string, secret: string) => Promise<void>;
}

/** Starts D-Bus and GNOME's keyring, unlocked and empty. */
export async function startSecretService(): Promise<SecretService> {
  const home = await mkdtemp(join(tmpdir(), "aggwatch-keyring-"));
  const runtime = join(home, "run");
  await mkdir(runtime, { mode: 0o700 });
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const base = {
    ...compileCache(),
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    PATH: process.env["PATH"] ?? "",
  };
  const config = join(home, "bus.conf");
  await writeFile(config, busConfig(runtime));
  const bus = start(
    "dbus-daemon",
    [`--config-file=${config}`, "--nofork", "--print-address=1"],
    base,
  );
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: await firstLineOf(bus) };
  const daemon = start(
    "gnome-keyring-daemon",
    ["--foreground", "--components=secrets", "--unlock"],
    env,
  );
  daemon.stdin?.end("the password of the login keyring");
  await untilOnBus(env);
  return {
    env,
    keep: async (service, account, secret) => {
      const label = `Password for '${account}' on '${service}'`;
      const args = ["store", `--label=${label}`, "service", service, "username", account];
      const tool = spawn("secret-tool", args, { env, stdio: ["pipe", "ignore", "inherit"] });
      tool.stdin.end(secret);
      const [code] = await once(tool, "exit");
      if (code !== 0) throw new Error(`secret-tool ended with ${String(code)}`);
    },
  };
}

/** A bus that starts nobody by itself: a keyring that it started would be a locked one. */
function busConfig(folder: string): string {
  return `<busconfig>
    <type>session</type>
    <listen>unix:dir=${folder}</listen>
    <policy context="default">
      <allow send_destination="*"/>
      <allow receive_sender="*"/>
      <allow own="*"/>
    </policy>
  </busconfig>`;
}

function start(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "ignore"] });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "exit");
  });
  return child;
}

async function firstLineOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("no output");
  const [line] = await once(createInterface(stdout), "line");
  return String(line);
}

/** It answers a call of its own interface once it is there and its login keyring is open. */
async function untilOnBus(env: Readonly<Record<string, string>>): Promise<void> {
  const call = ["--session", "--print-reply=literal", "--dest=org.freedesktop.secrets"];
  const args = [
    ...call,
    "/org/freedesktop/secrets",
    "org.freedesktop.Secret.Service.ReadAlias",
    "string:default",
  ];
  const over = new AbortController();
  onTestFinished(() => over.abort());
  while (!over.signal.aborted) {
    const reply = await promisify(execFile)("dbus-send", args, { env }).catch(() => undefined);
    // "/" stands for none.
    if (reply && /\/collection\//.test(reply.stdout)) return;
    await wait(20);
  }
}
