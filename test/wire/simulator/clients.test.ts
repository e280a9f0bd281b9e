import { expect, test } from "vitest";
import type { ClientKind } from "../../../src/simulator/gateway/clients.ts";
import { grantOf, rig } from "../support/simulator-support.ts";

/** What a client of that kind is answered, wherever it asks. */
async function answersFor(kind: ClientKind) {
  const { ask, id, signIn } = await rig("normal");
  const list = await ask('/v2024/sources?filters=name eq "Contractors"');
  const source = `${Object(Object(await list.json())[0]).id}`;
  await signIn(kind);
  const form = new FormData();
  form.append("disableOptimization", "false");
  const code = async (path: string, init?: RequestInit) => (await ask(path, init)).status;
  return {
    status: await code(`/v2024/account-aggregations/${id("normal")}/status`),
    task: await code(`/v2024/task-status/${id("normal")}`),
    tasks: await code("/v2024/task-status"),
    pending: await code("/v2024/task-status/pending-tasks"),
    sources: await code("/v2024/sources?for-subadmin=me"),
    source: await code(`/v2024/sources/${source}`),
    // Refused for its missing file, once it is allowed.
    start: await code(`/v2024/sources/${source}/load-accounts`, { method: "POST", body: form }),
  };
}

const all = {
  status: 200,
  task: 200,
  tasks: 200,
  pending: 200,
  sources: 200,
  source: 200,
  start: 400,
};

test.each([
  ["administrator", all],
  ["subadmin", all],
  ["without-user", { ...all, status: 403 }],
  ["sources-only", { ...all, status: 403, task: 403, tasks: 403, pending: 403, start: 403 }],
] as const)("%s gets %o", async (kind, answers) => {
  expect(await answersFor(kind)).toEqual(answers);
});

test.each([
  ["administrator", "simulated.admin", ["sp:scopes:all"]],
  ["without-user", undefined, ["sp:scopes:all"]],
  ["sources-only", "simulated.reader", ["idn:sources:read"]],
  ["subadmin", "simulated.subadmin", ["sp:scopes:all"]],
] as const)(
  "the token of %s names its client, its scopes and the user %s",
  async (kind, user, scope) => {
    const { simulator, signIn } = await rig("normal");
    const [header = "", payload = "", signature = ""] = (await signIn(kind)).split(".");
    const read = (part: string): unknown =>
      JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    expect(read(header)).toEqual({ alg: "RS256", typ: "JWT" });
    const claims = Object(read(payload)) as Record<string, unknown>;
    expect(claims).toMatchObject({ client_id: simulator.clients[kind].clientId, scope });
    expect(claims["user_name"]).toBe(user);
    expect(signature).toMatch(/^[\w-]+$/);
  },
);

test("each client has an id, a secret and a budget of its own", async () => {
  const { simulator, ask, signIn } = await rig("normal");
  await signIn();
  const clients = Object.values(simulator.clients);
  expect(new Set(clients.map(({ clientId }) => clientId)).size).toBe(4);
  expect(new Set(clients.map(({ clientSecret }) => clientSecret)).size).toBe(4);
  const { clientId, clientSecret } = simulator.clients.administrator;
  expect(simulator).toMatchObject({ clientId, clientSecret });
  const path = "/v2024/sources?limit=1";
  await Promise.all(Array.from({ length: 100 }, () => ask(path)));
  expect((await ask(path)).status).toBe(429);
  await signIn("without-user");
  expect((await ask(path)).status).toBe(200);
});

test("the secret of one client is no secret of another", async () => {
  const { simulator } = await rig("normal");
  const { administrator, subadmin } = simulator.clients;
  const mixed = { clientId: administrator.clientId, clientSecret: subadmin.clientSecret };
  const response = await fetch(`${simulator.baseUrl}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams(grantOf(mixed)),
  });
  expect(response.status).toBe(401);
});
