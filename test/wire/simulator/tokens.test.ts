import { expect, test } from "vitest";
import { grantOf, rig } from "../support/simulator-support.ts";

async function post(url: string, init: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, { method: "POST", ...init });
  return { status: response.status, body: await response.json() };
}

const granted = {
  status: 200,
  body: expect.objectContaining({ token_type: "bearer", expires_in: 43_200 }),
};

test("credentials are read from an urlencoded form", async () => {
  const { simulator } = await rig("normal");
  const body = new URLSearchParams(grantOf(simulator));
  expect(await post(`${simulator.baseUrl}/oauth/token`, { body })).toEqual(granted);
});

test("credentials are read from a multipart form", async () => {
  const { simulator } = await rig("normal");
  const body = new FormData();
  for (const [name, value] of Object.entries(grantOf(simulator))) body.append(name, value);
  expect(await post(`${simulator.baseUrl}/oauth/token`, { body })).toEqual(granted);
});

test("credentials are read from the query, and the request log does not keep them", async () => {
  const { simulator } = await rig("normal");
  const query = new URLSearchParams(grantOf(simulator));
  expect(await post(`${simulator.baseUrl}/oauth/token?${query.toString()}`, {})).toEqual(granted);
  expect(JSON.stringify(simulator.requests)).not.toContain(simulator.clientSecret);
});

test("credentials are read from HTTP basic", async () => {
  const { simulator } = await rig("normal");
  const pair = Buffer.from(`${simulator.clientId}:${simulator.clientSecret}`).toString("base64");
  const init = {
    headers: { authorization: `Basic ${pair}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  };
  expect(await post(`${simulator.baseUrl}/oauth/token`, init)).toEqual(granted);
});

test("wrong credentials are refused with 401 invalid_client", async () => {
  const { simulator } = await rig("normal");
  const body = new URLSearchParams({ ...grantOf(simulator), client_secret: "guessed" });
  expect(await post(`${simulator.baseUrl}/oauth/token`, { body })).toEqual({
    status: 401,
    body: { error: "invalid_client", error_description: "Bad client credentials" },
  });
});

test("other grant types are refused with 400 unsupported_grant_type", async () => {
  const { simulator } = await rig("normal");
  const body = new URLSearchParams({ ...grantOf(simulator), grant_type: "password" });
  expect(await post(`${simulator.baseUrl}/oauth/token`, { body })).toEqual({
    status: 400,
    body: expect.objectContaining({ error: "unsupported_grant_type" }),
  });
});

test("a broken multipart form is refused with 400", async () => {
  const { simulator } = await rig("normal");
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  const body = `--x\r\nContent-Disposition: form-data; name="grant_type"\r\n\r\nclient_cred`;
  const answer = await post(`${simulator.baseUrl}/oauth/token`, { headers, body });
  expect(answer.status).toBe(400);
});

test("a body above 64 KiB is refused with 413", async () => {
  const { simulator } = await rig("normal");
  const body = new URLSearchParams({ ...grantOf(simulator), more: "x".repeat(64 * 1024) });
  const answer = await post(`${simulator.baseUrl}/oauth/token`, { body });
  expect(answer.status).toBe(413);
});

test("a token is a JWT that names its client and its user", async () => {
  const { simulator, signIn, clock } = await rig("normal");
  const parts = (await signIn()).split(".");
  expect(parts).toHaveLength(3);
  const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString());
  expect(claims).toMatchObject({
    client_id: simulator.clientId,
    user_name: expect.any(String),
    exp: clock.now() / 1000 + 43_200,
  });
});

test("a request without a token, and one with a token of somebody else, are refused", async () => {
  const { simulator, id, ask } = await rig("normal");
  const path = `/v2024/account-aggregations/${id("normal")}/status`;
  const missing = await fetch(`${simulator.baseUrl}${path}`);
  expect(missing.status).toBe(401);
  expect(await missing.json()).toEqual({ error: "JWT is missing" });
  const unknown = await ask(path, { headers: { authorization: "Bearer a.b.c" } });
  expect(unknown.status).toBe(401);
  expect(await unknown.json()).toEqual({ error: "JWT validation failed: JWT is expired" });
});

test("a short token is refused once its 15 seconds are over, and a new one is good", async () => {
  const { clock, status, signIn } = await rig("short-token", "normal");
  await signIn();
  await clock.advance(14_999);
  expect((await status("normal")).status).toBe(200);
  await clock.advance(1);
  expect((await status("normal")).status).toBe(401);
  await signIn();
  expect((await status("normal")).status).toBe(200);
});

test("a revoked token is refused for every id, and a new one is good", async () => {
  const { clock, status, signIn } = await rig("revoked", "normal");
  expect((await status("revoked")).status).toBe(200);
  await clock.advance(80_000);
  expect((await status("revoked")).status).toBe(401);
  expect((await status("normal")).status).toBe(401);
  await signIn();
  expect((await status("revoked")).status).toBe(200);
  expect((await status("normal")).status).toBe(200);
});
