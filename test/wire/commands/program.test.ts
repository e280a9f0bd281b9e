import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tokenOf } from "../../support/token-of.ts";
import { runProgram } from "../support/program.ts";
import { serveTls } from "../support/self-made-tls.ts";
import { type Script, serve } from "../support/scripted-server.ts";
import { serveTunnel } from "../support/tunnel.ts";

const secret = "canary-secret-7f3a";
const accessToken = tokenOf({ client_id: "c1", user_name: "sp.admin", jti: "canary-token-9b1c" });
const grant = { body: JSON.stringify({ access_token: accessToken, expires_in: 749 }) };
const completed = { body: '{"status":"COMPLETED","totalAccounts":0,"processedAccounts":0}' };
/** An aggregation that is over; there is no other. */
const known = "0123456789abcdef0123456789abcdef";
const succeeded = { body: `{"id":"${known}","completed":1,"completionStatus":"SUCCESS"}` };
const answers: Script = ({ method, url }) => {
  if (method === "POST") return grant;
  if (url.endsWith(`/task-status/${known}`)) return succeeded;
  if (/\/task-status|\/sources/.test(url)) return { body: "[]" };
  return url.includes(`/${known}/`) ? completed : { status: 404 };
};

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-tenant-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the program for a user whose home and working folder are the test's own. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const outcome = await runProgram(args, { HOME: folder, ...env }, folder);
  const said = outcome.stdout + outcome.stderr;
  expect([secret, accessToken].filter((one) => said.includes(one))).toEqual([]);
  return outcome;
}

describe("a tenant of SailPoint's CLI, behind a proxy that speaks for a company", () => {
  /** What an older CLI wrote, with the secret in it, and the way there. */
  async function company(mode: number) {
    const server = await serve(answers);
    const { port, authority } = await serveTls("acme.api.identitynow.com", server.baseUrl);
    const tunnel = await serveTunnel(port);
    const yaml =
      "activeenvironment: acme\nenvironments:\n  acme:\n" +
      "    baseurl: https://acme.api.identitynow.com\n" +
      `    pat:\n      clientid: c1\n      clientsecret: ${secret}\n`;
    await mkdir(join(folder, ".sailpoint"));
    await writeFile(join(folder, ".sailpoint", "config.yaml"), yaml, { mode });
    await writeFile(join(folder, "authority.pem"), authority);
    const env = { HTTPS_PROXY: `http://${tunnel.address}` };
    const trust = { NODE_EXTRA_CA_CERTS: join(folder, "authority.pem") };
    return { server, tunnel, env, trust };
  }

  test("is good once the company's authority is trusted", async () => {
    const { tunnel, env, trust } = await company(0o600);
    const { code, stdout } = await run(["doctor"], { ...env, ...trust });
    expect(stdout.split("\n").filter((line) => /^\S/.test(line))).toEqual([
      expect.stringMatching(/^✓ aggwatch {8}\S+, Node\.js /),
      "✓ terminal        no terminal: plain lines will be written",
      expect.stringMatching(/^✓ defaults {8}~.*config\.yaml: not found$/),
      "✓ configuration   base URL https://acme.api.identitynow.com/ from environment acme of ~/.sailpoint/config.yaml",
      `✓ DNS and TLS     through proxy ${tunnel.address}; certificate trusted`,
      "✓ sign-in         token valid for 12m 29s",
      "✓ user context    acts for sp.admin, as client c1",
      "✓ permission      can read the status of aggregations",
      "✓ tasks           can list tasks",
      "✓ sources         can list sources",
      "✓ commands        will work: aggwatch ID, verdicts, list, sources, --follow, --source, start",
      "· clock           not checked",
    ]);
    expect(code).toBe(0);
    expect(new Set(tunnel.asked)).toEqual(new Set(["acme.api.identitynow.com:443"]));
  });

  test("says how to trust it, and sends nothing before", async () => {
    const { server, env } = await company(0o600);
    const { code, stdout } = await run(["doctor"], env);
    expect(stdout).toContain("✗ DNS and TLS     through proxy 127.0.0.1");
    expect(stdout).toContain("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    expect(stdout).toContain("→ the certificate is signed by an unknown CA");
    expect(stdout).toContain("NODE_EXTRA_CA_CERTS");
    expect(code).toBe(2);
    expect(server.requests).toEqual([]);
  });

  test("is not reached with a wrong password of the proxy, which is not repeated", async () => {
    const { server } = await company(0o600);
    const tunnel = await serveTunnel(Number(server.baseUrl.port), "Basic another");
    const env = { HTTPS_PROXY: `http://me:${secret}@${tunnel.address}` };
    const { code, stdout } = await run(["doctor"], env);
    expect(stdout).toContain(`proxy: ${tunnel.address}`);
    expect(stdout).toContain(`the proxy ${tunnel.address} requires a user and a password`);
    expect(code).toBe(2);
  });

  test.skipIf(process.platform === "win32")(
    "is watched, with a warning of the file that others may read",
    async () => {
      const { env, trust } = await company(0o644);
      const { code, stdout, stderr } = await run([known, "--no-history"], { ...env, ...trust });
      expect(stdout).toContain(`${known}  COMPLETED`);
      expect(stderr).toBe(
        "aggwatch: other users can read ~/.sailpoint/config.yaml, which holds a secret; to prevent " +
          "that: chmod 600 ~/.sailpoint/config.yaml\n",
      );
      expect(code).toBe(0);
    },
  );
});

describe("a tenant of the working folder", () => {
  test("is watched, by an id that names no tenant", async () => {
    const server = await serve(answers);
    const json = { BaseURL: server.baseUrl.href, ClientId: "c1", ClientSecret: secret };
    await writeFile(join(folder, "config.json"), JSON.stringify(json), { mode: 0o600 });
    const { code, stderr } = await run([known, "--no-history"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("that cannot be read is told what to do", async () => {
    await mkdir(join(folder, "config.json"));
    const { code, stderr } = await run([known]);
    expect(stderr).toBe(
      "aggwatch: ./config.json cannot be read (EISDIR); make it readable, or remove it\n",
    );
    expect(code).toBe(2);
  });
});

test("a ready access token that has expired ends the watch, since no other can be got", async () => {
  const server = await serve(() => ({ status: 401, body: '{"error":"JWT is expired"}' }));
  const env = { SAIL_BASE_URL: server.baseUrl.href, SAIL_ACCESS_TOKEN: accessToken };
  const { code, stderr } = await run(
    [known, known.toUpperCase().replace("0", "1"), "--no-history"],
    env,
  );
  expect(stderr).toMatch(
    /^aggwatch: The access token from SAIL_ACCESS_TOKEN is refused by 127\.0\.0\.1:\d+ \(HTTP 401\)/,
  );
  expect(code).toBe(4);
  expect(new Set(server.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
});

describe("a name in front of the ids", () => {
  const id = "2c91808477a6b0c60177a81146b8110b";

  /** A tenant for which the variables are, and a way to all others that notes what is asked for. */
  async function variables() {
    const server = await serve(answers);
    const tunnel = await serveTunnel(9);
    const env = {
      SAIL_BASE_URL: server.baseUrl.href,
      SAIL_CLIENT_ID: "c1",
      SAIL_CLIENT_SECRET: secret,
      HTTPS_PROXY: `http://${tunnel.address}`,
    };
    return { server, tunnel, env };
  }

  test("is the tenant's", async () => {
    const env = { SAIL_CLIENT_ID: "c1", SAIL_CLIENT_SECRET: secret, HTTPS_PROXY: "127.0.0.1:1" };
    const { stderr, code } = await run([`acme:${id}`, "--tenant", "beta"], env);
    expect(stderr).toBe(
      "aggwatch: --tenant and acme: in front of an id name different tenants; leave one of them out\n",
    );
    expect(code).toBe(2);
  });

  test("that is not configured is refused, and nothing is sent anywhere", async () => {
    const { server, tunnel, env } = await variables();
    for (const args of [
      [`evil:${id}`],
      ["0123456789abcdef0123456789abcdef", `evil:${id}`],
      [`C:${id}`],
    ]) {
      const { stderr, stdout, code } = await run(args, env);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/^aggwatch: "(?:evil|C)" in front of an id is not a tenant with/);
    }
    expect([server.requests, tunnel.asked]).toEqual([[], []]);
  });
});
