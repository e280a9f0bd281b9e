import { expect, test } from "vitest";
import type { Api } from "../../../src/api/http/api.ts";
import { NotFoundError, RefusedError } from "../../../src/api/http/errors.ts";
import { createStatusAsker } from "../../../src/commands/lookup/ask-statuses.ts";

/** A tenant that answers each id as `body` says. */
function asking(body: (id: string) => string) {
  const asked: string[] = [];
  const api: Pick<Api, "version" | "ask"> = {
    version: "v2024",
    async ask({ path }) {
      const id = path.split("/").at(-2) ?? "";
      asked.push(id);
      return { status: 200, headers: new Headers(), body: body(id), receivedAt: 0 };
    },
  };
  const told: string[] = [];
  const ask = createStatusAsker(api);
  return {
    asked,
    told,
    ask: (ids: readonly string[]) =>
      ask(ids, (id, { status }) => void told.push(`${id} ${status ?? ""}`)),
  };
}

test("each answer is told; an id that is not found, or an unreadable answer, tells nothing", async () => {
  const { ask, told } = asking((id) => {
    if (id === "b") throw new NotFoundError("404");
    return id === "c" ? "<html>" : `{"status":"STARTED"}`;
  });
  await ask(["a", "b", "c", "d"]);
  expect(told).toEqual(["a STARTED", "d STARTED"]);
});

test("of many, twelve at once are asked, those asked longest ago first", async () => {
  const { ask, asked } = asking(() => "{}");
  const ids = Array.from({ length: 30 }, (_, index) => `id${index}`);
  await ask(ids);
  expect(asked).toEqual(ids.slice(0, 12));
  await ask(ids);
  await ask(ids);
  expect(asked.slice(12, 24)).toEqual(ids.slice(12, 24));
  expect(asked.slice(24, 30)).toEqual(ids.slice(24));
  expect(new Set(asked)).toEqual(new Set(ids));
});

test("a user who may not read them is asked for no more; a bug of ours is none of that", async () => {
  const refused = asking(() => {
    throw new RefusedError(403, "no");
  });
  await refused.ask(["a"]);
  await refused.ask(["a", "b"]);
  expect(refused.asked).toEqual(["a"]);
  const bug = new TypeError("ours");
  const broken = asking(() => {
    throw bug;
  });
  await expect(broken.ask(["a"])).rejects.toBe(bug);
});
