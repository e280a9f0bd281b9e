import { expect, test } from "vitest";
import { createSourceFinder } from "../../../src/api/endpoints/sources.ts";
import { apiOf, meant } from "../support/scripted-api.ts";
import { type Act, serve } from "../support/scripted-server.ts";

const id = "2c918087701c40cf01701dfdf2c61e2a";
const directory = { id, name: "Active Directory", type: "Active Directory - Direct" };
const test1 = { id: "s2", name: "Active Directory Test", type: "Active Directory - Direct" };
const contractors = { id: "s3", name: "Contractors", type: "DelimitedFile" };

/** A finder at a tenant that answers by the filter, and what it was asked. */
async function finder(answers: Readonly<Record<string, readonly object[]>>) {
  const server = await serve(({ url }) => ({
    body: JSON.stringify(answers[meant(url).query["filters"] ?? ""] ?? []),
  }));
  const filters = () => server.requests.map(({ url }) => meant(url).query["filters"]);
  const sources = createSourceFinder(apiOf(server));
  return { find: (text: string) => sources.find(text), filters, server };
}

test("a source is found by its whole name, with one request", async () => {
  const { find, filters, server } = await finder({ 'name eq "Active Directory"': [directory] });
  expect(await find("Active Directory")).toEqual({
    kind: "found",
    source: { id, name: "Active Directory", isDelimitedFile: false },
  });
  expect(filters()).toEqual(['name eq "Active Directory"']);
  expect(meant(server.requests[0]?.url ?? "")).toMatchObject({
    path: "/v2024/sources",
    query: { sorters: "name", offset: "0" },
  });
});

test("a quotation mark in a name is asked for", async () => {
  const source = { id, name: 'Sales "EMEA"' };
  const filter = String.raw`name eq "Sales \"EMEA\""`;
  const { find } = await finder({ [filter]: [source] });
  expect(await find('Sales "EMEA"')).toMatchObject({ kind: "found", source });
});

test("a part of a name finds nothing, and lists those that have it, even where it is one", async () => {
  const { find, filters } = await finder({ 'name co "Active"': [directory, test1] });
  expect(await find("Active")).toMatchObject({
    kind: "similar",
    candidates: [{ name: "Active Directory" }, { name: "Active Directory Test" }],
  });
  expect(filters()).toEqual(['name eq "Active"', 'name co "Active"']);
  const one = await finder({ 'name co "Contr"': [contractors] });
  expect(await one.find("Contr")).toMatchObject({ kind: "similar", candidates: [{ id: "s3" }] });
});

test("where the tenant does not tell upper from lower case, the same spelling wins", async () => {
  const shouted = { ...test1, name: "ACTIVE DIRECTORY" };
  const answers = {
    'name eq "Active Directory"': [shouted, directory],
    'name eq "active directory"': [shouted, directory],
  };
  const { find } = await finder(answers);
  expect(await find("Active Directory")).toMatchObject({ kind: "found", source: { id } });
  expect(await find("active directory")).toMatchObject({ kind: "similar" });
});

test("an id is tried as a name first, since it may be one", async () => {
  const { find, filters } = await finder({ [`id eq "${id}"`]: [directory] });
  expect(await find(id)).toMatchObject({ kind: "found", source: { name: "Active Directory" } });
  expect(filters()).toEqual([`name eq "${id}"`, `id eq "${id}"`]);
});

test("what nothing has in its name is unknown", async () => {
  const { find } = await finder({});
  expect(await find("Payroll")).toEqual({ kind: "unknown" });
  expect(await find(id)).toEqual({ kind: "unknown" });
});

/** A tenant that tells upper from lower case, with its filters as they are documented. */
async function strictTenant(...names: readonly string[]) {
  const all = names.map((name, index) => ({ id: `s${index}`, name }));
  const server = await serve(({ url }) => {
    const { filters = "", offset = "0", limit = "25" } = meant(url).query;
    const [, operator = "", value = ""] = /^name (eq|co|sw) "(.*)"$/.exec(filters) ?? [];
    const kept = all.filter(({ name }) => {
      if (operator === "eq") return name === value;
      if (operator === "co") return name.includes(value);
      return operator === "sw" ? name.startsWith(value) : filters === "";
    });
    return { body: JSON.stringify(kept.slice(Number(offset), Number(offset) + Number(limit))) };
  });
  const sources = createSourceFinder(apiOf(server));
  return { find: (text: string) => sources.find(text), requests: server.requests };
}

test("a name in other capitals is found where only one source has it", async () => {
  const { find } = await strictTenant("Okta", "Workday HR", "Workday HR Test");
  const source = { name: "Workday HR" };
  expect(await find("workday hr")).toMatchObject({ kind: "found", source });
  expect(await find("WORKDAY HR")).toMatchObject({ kind: "found", source });
});

test("a name in other capitals that two sources have is neither's", async () => {
  const { find } = await strictTenant("OKTA", "Okta", "okTA");
  expect(await find("okta")).toMatchObject({
    kind: "similar",
    candidates: expect.arrayContaining([
      expect.objectContaining({ name: "OKTA" }),
      expect.objectContaining({ name: "Okta" }),
    ]),
  });
  expect(await find("Okta")).toMatchObject({ kind: "found", source: { name: "Okta" } });
});

test("a mistyped name is unknown, with what was likely meant", async () => {
  const { find } = await strictTenant("Okta", "Workday HR", "Payroll");
  expect(await find("Wrokday HR")).toMatchObject({
    kind: "unknown",
    nearest: [{ name: "Workday HR" }],
  });
});

test("a name is looked for in bounded requests, however many sources there are", async () => {
  const many = Array.from({ length: 2000 }, (_, index) => `a${String(index).padStart(4, "0")}`);
  const { find, requests } = await strictTenant(...many, "Workday HR");
  expect(await find("workday hr")).toMatchObject({ kind: "found", source: { name: "Workday HR" } });
  expect(requests.length).toBeLessThan(10);
  expect(await find("Azure")).toMatchObject({ kind: "unknown" });
  expect(requests.length).toBeLessThan(35);
});

test.each([
  { type: "DelimitedFile" },
  { connector: "delimited-file-angularsc" },
  { type: "Delimited File" },
])("a source of a CSV file is told: %o", async (fields) => {
  const { find } = await finder({ 'name eq "x"': [{ id, name: "x", ...fields }] });
  expect(await find("x")).toMatchObject({ source: { isDelimitedFile: true } });
});

/** Refuses whoever does not say that he is a sub-administrator. */
function subadminsOnly(url: string): Act {
  const { query } = meant(url);
  return query["for-subadmin"] === "me" ? { body: JSON.stringify([contractors]) } : { status: 403 };
}

test("after a 403 everything is asked as a sub-administrator, and the 403 is got once", async () => {
  const server = await serve(({ url }) => subadminsOnly(url));
  const sources = createSourceFinder(apiOf(server));
  expect(await sources.find("Contractors")).toMatchObject({ kind: "found" });
  expect(await sources.first()).toMatchObject({ name: "Contractors" });
  expect(server.requests.map(({ url }) => meant(url).query["for-subadmin"])).toEqual([
    undefined,
    "me",
    "me",
  ]);
});

test("who may not see sources at all is told so, and is no sub-administrator from then on", async () => {
  const server = await serve(() => ({ status: 403, body: '{"error":"scope missing"}' }));
  const sources = createSourceFinder(apiOf(server));
  await expect(sources.first()).rejects.toMatchObject({ status: 403, message: "scope missing" });
  await expect(sources.first()).rejects.toMatchObject({ status: 403 });
  expect(server.requests.map(({ url }) => meant(url).query["for-subadmin"])).toEqual([
    undefined,
    "me",
    undefined,
    "me",
  ]);
});

test("sources are compared page by page, and what is none is left out", async () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ id: `s${index}`, name: `n${index}` }));
  const list: readonly unknown[] = [...many.slice(0, 10), { id: "no name" }, 7, ...many.slice(10)];
  const server = await serve(({ url }) => {
    const { filters, limit, offset } = meant(url).query;
    const named = filters === undefined ? list : [];
    return { body: JSON.stringify(named.slice(Number(offset), Number(offset) + Number(limit))) };
  });
  const sources = createSourceFinder(apiOf(server, "v1"));
  // The last before what is none, the first after it, and the last of all.
  for (const index of [9, 10, 59]) {
    expect(await sources.find(`N${index}`)).toMatchObject({ kind: "found", source: many[index] });
  }
  expect(meant(server.requests[0]?.url ?? "").path).toBe("/sources/v1");
});

test("a name is safe to print, and an answer that is no list cannot be read", async () => {
  const hostile = { id, name: "x\u001b[2J\r\ny" };
  const { find } = await finder({ 'name eq "x"': [hostile] });
  expect(await find("x")).toMatchObject({ source: { name: "x y" } });
  const server = await serve(() => ({ body: "{}" }));
  await expect(createSourceFinder(apiOf(server)).first()).rejects.toMatchObject({
    message: "answer unreadable",
  });
});
