import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { expect, onTestFinished, test } from "vitest";
import { gather } from "./support/crowd.ts";
import { startRedis } from "./support/redis-server.ts";

const password = "correct-horse";
const variable = "AGGWATCH_BUDGET_PASSWORD";

test("a budget server with a password wants it from the environment, and no output has it", async () => {
  const redis = await startRedis(`--requirepass ${password}`);
  const crowd = await gather();
  const list = (env = {}) => crowd.run(["list", "--budget", redis.url], env);
  const [without, wrong, right] = [
    await list(),
    await list({ [variable]: `${password}!` }),
    await list({ [variable]: password }),
  ];
  expect(without).toMatchObject({
    code: 2,
    stderr: `aggwatch: budget server 127.0.0.1:${redis.port}: it requires a password, set ${variable}\n`,
  });
  expect(wrong).toMatchObject({
    code: 2,
    stderr: `aggwatch: budget server 127.0.0.1:${redis.port}: password or user refused, check ${variable} and the user\n`,
  });
  expect(right.code).toBe(0);
  expect(right.stderr).not.toContain("budget server");
});

test("a budget server lets an ACL user in that may do what is needed, and no other", async () => {
  const permissions = "+@read +@write +@connection +@transaction +@scripting +info +time";
  const redis = await startRedis(
    `--user ops on >${password} ~aggwatch:* ${permissions}`,
    `--user guest on >${password} ~* +@read`,
  );
  const crowd = await gather();
  const list = (user: string) =>
    crowd.run(["list", "--budget", redis.url.replace("//", `//${user}@`)], {
      [variable]: password,
    });
  const ops = await list("ops");
  expect(ops.code).toBe(0);
  expect(ops.stderr).not.toContain("budget server");
  const { code, stderr } = await list("guest");
  expect(code).toBe(2);
  expect(stderr).toContain(`the user lacks permission, grant that user ~aggwatch:* ${permissions}`);
});

test("a budget server speaks TLS with a certificate of one's own authority", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aggwatch-tls-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    keySize: 2048,
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key);
  const plain = await startRedis();
  const tlsPort = plain.port + 1;
  const redis = await startRedis(
    `--tls-port ${tlsPort} --tls-auth-clients no`,
    `--tls-cert-file ${certFile} --tls-key-file ${keyFile} --tls-ca-cert-file ${certFile}`,
  );
  const crowd = await gather();
  await redis.remember(crowd.key);
  const list = (port: number, env = {}) =>
    crowd.run(["list", "--budget", `rediss://localhost:${port}`], env);
  expect(await list(tlsPort, { NODE_EXTRA_CA_CERTS: certFile })).toMatchObject({
    code: 0,
    stderr: "",
  });
  const untrusted = await list(tlsPort);
  expect(untrusted.code).toBe(2);
  expect(untrusted.stderr).toMatch(/certificate not trusted .*set NODE_EXTRA_CA_CERTS/);
  // Redis waits for the end of a line.
  expect((await list(plain.port)).stderr).toContain("no answer in time");
});
