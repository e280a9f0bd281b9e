import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { examplePath } from "../examples/example-files.ts";

/** What a tool of Prometheus said, on both of its outputs. */
export interface Said {
  readonly code: number;
  readonly text: string;
}

/** Runs promtool; throws where there is none, with what to install. */
export function promtool(args: readonly string[], input = ""): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = execFile("promtool", [...args], (error, output, errors) => {
      if (error?.code === "ENOENT") reject(new Error(missing));
      else resolve({ code: error ? Number(error.code) : 0, text: output + errors });
    });
    child.stdin?.end(input);
  });
}

/** A Prometheus that scrapes each second and has our alerts, until the end of the test. */
export interface Prometheus {
  /** The answer to a query at this moment; throws what is wrong with the query. */
  readonly query: (expression: string) => Promise<readonly Series[]>;
  /** What it says of itself under that path of its API. */
  readonly ask: (path: string) => Promise<unknown>;
}

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [at: number, value: string];
}

const missing =
  "Prometheus is not installed; on Debian: apt-get install --no-install-recommends prometheus";

/** @param target the host and port of an exporter */
export async function startPrometheus(target: string): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), "aggwatch-prometheus-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const rules = "prometheus-alerts.yml";
  await copyFile(examplePath(rules), join(folder, rules));
  const config = join(folder, "prometheus.yml");
  await writeFile(
    config,
    JSON.stringify({
      global: { scrape_interval: "1s", evaluation_interval: "1s" },
      rule_files: [rules],
      scrape_configs: [{ job_name: "aggwatch", static_configs: [{ targets: [target] }] }],
    }),
  );
  const data = join(folder, "data");
  const args = [`--config.file=${config}`, `--storage.tsdb.path=${data}`];
  const server = spawn("prometheus", [...args, "--web.listen-address=127.0.0.1:0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const address = await addressOf(server);
  onTestFinished(async () => {
    server.kill("SIGKILL");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  });

  async function ask(path: string): Promise<unknown> {
    const answer = Object(await (await fetch(`http://${address}/api/v1/${path}`)).json());
    if (answer.status !== "success") throw new Error(String(answer.error));
    return answer.data;
  }

  return {
    ask,
    query: async (expression) =>
      Object(await ask(`query?query=${encodeURIComponent(expression)}`)).result,
  };
}

/** It names the port that the system has chosen. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on("error", () => reject(new Error(missing)));
    let said = "";
    server.on("exit", () => reject(new Error(said)));
    if (!server.stderr) return reject(new Error("no output"));
    createInterface(server.stderr).on("line", (line) => {
      said += `${line}\n`;
      const [, address] = /msg="Listening on" address=(\S+)/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}
