import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/system/usage-error.ts";
import { type GivenId, withoutRepetitions } from "../../../src/ids/given-id.ts";
import type { Place } from "../../../src/ids/not-an-id.ts";
import { mostIds, readIds } from "../../../src/ids/read-ids.ts";
import { anyCharacter } from "../../support/any-character.ts";

const id = "2c91808477a6b0c60177a81146b8110b";
const other = "af1b82086c194f89acce82e156ff6e61";
const uuid = "2c918084-77a6-b0c6-0177-a81146b8110b";
const given = (text: string, place: Place = "argument") => readIds(text, place).ids;
const plain = (text: string): GivenId => ({ id: text, label: undefined });
const status = `https://acme.api.identitynow.com/v2024/account-aggregations/${id}/status`;

/** What is said of a text that holds no id. */
function complaint(text: string, place: Place = "argument"): string {
  try {
    readIds(text, place);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "nothing";
}

describe("an argument", () => {
  test("is an id, or an id and a label", () => {
    expect(given(id)).toEqual([plain(id)]);
    expect(given(`${id}=Workday HR`)).toEqual([{ id, label: "Workday HR" }]);
  });

  test("has its first = between the two: a label may have more", () => {
    expect(given(`${id}=a=b=`)).toEqual([{ id, label: "a=b=" }]);
  });

  test("may have blanks around both, and an empty label is none", () => {
    expect(given(` ${id} = HR `)).toEqual([{ id, label: "HR" }]);
    expect(given(`${id}=`)).toEqual([plain(id)]);
    expect(given(`${id}= \t`)).toEqual([plain(id)]);
  });

  test("may name the tenant in front of the id", () => {
    expect(given(`acme:${id}`)).toEqual([{ tenant: "acme", ...plain(id) }]);
    expect(given(` acme-sb_2:${id}=HR: all`)).toEqual([
      { tenant: "acme-sb_2", id, label: "HR: all" },
    ]);
    expect(given(`${id}=acme:x`)).toEqual([{ id, label: "acme:x" }]);
    expect(given(`acme: ${id}`)).toEqual([{ tenant: "acme", ...plain(id) }]);
    expect(given("acme:job-2024-0001=HR")).toEqual([
      { tenant: "acme", id: "job-2024-0001", label: "HR" },
    ]);
  });

  test.for([`a:b:${id}`, `人事:${id}`, `-a:${id}`, `a/b:${id}`])(
    "names no tenant by what could be none: %s",
    (text) => {
      expect(complaint(text)).toContain("in front of an id is not a tenant's name");
    },
  );

  test("is the same id in capitals, as a UUID, and in quotes of any kind", () => {
    for (const text of [id.toUpperCase(), `"${id}"`, `'${id}'`, `“${id}”`, `„${id}“`, `«${id}»`]) {
      expect(given(text)).toEqual([plain(id)]);
    }
    for (const text of [uuid, uuid.toUpperCase(), `{${uuid}}`, `\`${uuid}\``]) {
      expect(given(text)).toEqual([plain(uuid)]);
    }
  });

  test.for([
    `${id},${other}`,
    `${id}, ${other}`,
    `${id};${other}`,
    `${id} ${other}`,
    `[${id}, ${other}]`,
  ])("may be several: %s", (text) => {
    expect(given(text)).toEqual([plain(id), plain(other)]);
  });

  test.for(["job-2024-0001", "a1b2c3d4", "01HZX3KQ8Z6Y", "deadbeef", id.slice(1), `${id}0`])(
    "may be an opaque id of eight characters or more: %s",
    (text) => {
      expect(given(text)).toEqual([plain(text)]);
    },
  );
});

describe("an address", () => {
  const host = "acme.api.identitynow.com";

  test.for([
    status,
    `"${status}"`,
    `<${status}|${id}>`,
    `[Workday](${status})`,
    `see ${status}.`,
    `HTTPS://ACME.api.identitynow.com/account-aggregations/v1/${id.toUpperCase()}/status`,
    `https://me:hush@${host}/v2025/task-status/${id}?a=b#c`,
    `https://${host}/v2024/task-status?filters=id%20eq%20%22${id}%22`,
    `${host}/v2024/account-aggregations/${id}/status`,
  ])("gives its id, and the host that the id is for: %s", (text) => {
    expect(given(text)[0]).toMatchObject({ id, host });
  });

  test("gives an opaque id where the path says that it is one", () => {
    const [one] = given(`https://${host}/v2024/account-aggregations/job-2024-0001/status`);
    expect(one).toMatchObject({ id: "job-2024-0001", host });
  });

  test("in front of an id is a host", () => {
    expect(given(`${host}:${id}`)).toEqual([{ ...plain(id), host }]);
  });

  test.for([
    `https://acme.identitynow.com/ui/a/admin/connections/sources/${id}/import`,
    `https://${host}/v2024/sources/${id}/load-accounts`,
    `https://${host}/sources/v1/${id}/load-accounts`,
    `/v2024/sources/${id}/load-accounts`,
    `https://${host}/v2024/task-status?filters=sourceId%20eq%20%22${id}%22`,
  ])("of a source has the id of that, which is refused: %s", (text) => {
    expect(complaint(text)).toMatch(/is the id of a source or of something else, not of an aggreg/);
  });

  test.for(["https://acme.api.identitynow.com/status", "http://x", "acme.api.identitynow.com"])(
    "without an id is refused, and never makes an address to ask: %s",
    (text) => {
      expect(complaint(text)).toContain(
        "is not an aggregation id (32 hexadecimal characters or a UUID). To name the tenant",
      );
    },
  );

  test("is repeated without the password in it", () => {
    expect(complaint("https://me:hush@acme.example/status")).not.toContain("hush");
  });
});

describe("what is no id is refused with what was likely meant", () => {
  test.for([
    ["Workday HR", '. To watch a source by name: aggwatch --source "Workday HR"'],
    ["PeopleSoft", ". To watch a source by name: aggwatch --source PeopleSoft"],
    ["人事", '. To watch a source by name: aggwatch --source "人事"'],
    ["foo", ". To watch a source by name: aggwatch --source foo"],
    ["ids.txt", ". To read ids from a file: aggwatch - < ids.txt"],
    [String.raw`C:\ids.txt`, String.raw`. To read ids from a file: aggwatch - < "C:\ids.txt"`],
    [`/tmp/${id}.json`, `. To read ids from a file: aggwatch - < /tmp/${id}.json`],
    ["..", ". Give ID or ID=LABEL, for example"],
    ["", ". Give ID or ID=LABEL, for example"],
    ["  ", ". Give ID or ID=LABEL, for example"],
    ["=HR", ". Give ID or ID=LABEL, for example"],
    ["acme:", ". Give ID or ID=LABEL, for example"],
    ["acme:..", ". Give ID or ID=LABEL, for example"],
    ["%2e%2e", ". Give ID or ID=LABEL, for example"],
    ["x".repeat(201), ". To watch a source"],
  ] as const)("%s", ([text, hint]) => {
    expect(complaint(text)).toContain(hint);
    expect(complaint(text)).toContain("is not an aggregation id (32 hexadecimal characters or a");
  });

  test("an id that was cut short in its middle", () => {
    expect(complaint("2c9180…110b")).toBe('"2c9180…110b" is cut short; give the whole id');
    expect(complaint("2c9180...110b", "stdin")).toContain("is cut short");
  });

  test("a token, a client's id and a secret, which are not repeated", () => {
    const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    expect(complaint(token)).toBe(
      "an access token is not an aggregation id; give a token as SAIL_ACCESS_TOKEN in the environment",
    );
    for (const key of ["SAIL_CLIENT_ID", "client_secret", "sourceId", "Slpt-Request-Id"]) {
      expect(complaint(`${key}=${id}`)).toContain(`${key} is the id of something other than an`);
      expect(complaint(`${key}=${id}`)).not.toContain(id);
    }
  });

  test("safe to print", () => {
    expect(complaint("a\u001b[31m b\u202e")).toMatch(/^"a b" is not an aggregation id/);
    expect(complaint("a\u001b[2Jb")).toContain("is not an aggregation id");
  });

  test("shortly, where it was typed", () => {
    expect(complaint("Workday", "prompt")).toBe(
      '"Workday" is not an aggregation id (32 hexadecimal characters or a UUID)',
    );
  });
});

describe("lines", () => {
  const both = [
    { id, label: "Workday HR" },
    { id: other, label: "Okta" },
  ];

  test.for(["\n", "\r\n", "\r", "\0", "\u2028", "\n\n", "\r\n# more\r\n", "\n---\n"])(
    "end with whatever a system ends them with: %j",
    (end) => {
      expect(given(`${id}=Workday HR${end}${other}=Okta${end}`, "stdin")).toEqual(both);
    },
  );

  test.for([
    [`${id}\tWorkday HR\n${other}\tOkta`],
    [`Workday HR\t${id}\nOkta\t${other}`],
    [`"${id}","Workday HR"\n"${other}","Okta"`],
    [`| ${id} | Workday HR |\n| ${other} | Okta |`],
    [`- ${id} Workday HR\n- ${other} Okta`],
    [`1. ${id} – Workday HR\n2. ${other} – Okta`],
    [`- [ ] \`${id}\` Workday HR\n- [x] **${other}** Okta`],
    [`> Workday HR (${id})\n> Okta (${other})`],
    [`${id}=Workday HR ${other}=Okta`],
    [`${id}="Workday HR", ${other}="Okta",`],
    [`Workday HR=${id}\nOkta=${other}`],
  ])("are read as people paste them: %j", ([text]) => {
    expect(given(text ?? "", "prompt")).toEqual(both);
  });

  test.for([
    `id: ${id}`,
    `"id": "${id}",`,
    `'taskId' : '${id}'`,
    `Task ID: ${id}`,
    `id=${id}`,
    `task:\n  id: ${id}\n  name: Cloud Account Aggregation\n  sourceId: ${other}`,
    `Id   : ${id}\nName : Cloud Account Aggregation`,
  ])("may say that an id is one: %j", (text) => {
    expect(given(text, "stdin")).toEqual([plain(id)]);
  });

  test("may be of opaque ids, with labels or several on one", () => {
    expect(given("job-00000001=Work day\njob-00000002", "stdin")).toEqual([
      { id: "job-00000001", label: "Work day" },
      plain("job-00000002"),
    ]);
    expect(given("job-00000001, job-00000002 job-00000003", "prompt")).toHaveLength(3);
    expect(given("job-00000001=Work day job-00000002=Okta", "prompt")).toEqual([
      { id: "job-00000001", label: "Work day" },
      { id: "job-00000002", label: "Okta" },
    ]);
  });

  test("without ids are none", () => {
    for (const text of ["", "\n", "\n# nothing tonight\n", "\ufeff", "[]"]) {
      expect(given(text, "stdin")).toEqual([]);
    }
  });

  test("of which one is no id are refused as a whole, naming the line", () => {
    expect(complaint(`${id}\n# x\nb c\n${other}`, "stdin")).toBe(
      '"b c" (line 3) is not an aggregation id (32 hexadecimal characters or a UUID). Give ID or ' +
        "ID=LABEL, a line each, or JSON of the API or of aggwatch",
    );
  });
});

test("repetitions are one id, in the place of the first, with a label wherever it was given", () => {
  const [a, b] = [plain("a"), plain("b")];
  const first = { id: "a", label: "first" };
  expect(withoutRepetitions([b, a, b])).toEqual([b, a]);
  expect(withoutRepetitions([a, b, first])).toEqual([first, b]);
  expect(withoutRepetitions([first, a])).toEqual([first]);
  expect(withoutRepetitions([a, first, { id: "a", label: "second" }])).toEqual([first]);
  const ids = [{ tenant: "acme", ...a }, { tenant: "beta", ...a }, a];
  expect(withoutRepetitions(ids)).toEqual(ids);
});

describe("however long a text", () => {
  test("more ids than can be watched are refused", () => {
    const lines = Array.from({ length: 150_000 }, (_, index) =>
      index.toString(16).padStart(32, "0"),
    );
    for (const text of [lines.join("\n"), lines.join(","), JSON.stringify(lines)]) {
      expect(complaint(text, "stdin")).toBe(
        "more than 10,000 ids are given; watch them in several runs",
      );
    }
    expect(given(lines.slice(0, mostIds).join("\r"), "stdin")).toHaveLength(mostIds);
  });

  test.for([
    " ",
    "a",
    "0",
    ",",
    "=",
    '"',
    "{",
    "[",
    '{"',
    '"\\',
    "a.",
    "eyJ",
    "\t",
    "|",
    "-",
    "a:",
  ])("it is refused or read at once: %j", (part) => {
    const text = part.repeat(200_000 / part.length);
    for (const whole of [text, `${id}${text}${other}`, `x${text}x`]) {
      expect(complaint(whole, "stdin").length).toBeLessThan(300);
    }
  });

  test("property: whatever it is, its ids can stand in a URL, and their labels on a screen", () => {
    const noise = fc.string({ unit: anyCharacter, maxLength: 40 });
    const some = fc.oneof(
      noise,
      fc.constantFrom(id, uuid, status, "job-0000001", "acme:", "=", "\n"),
    );
    const texts = fc.array(some, { maxLength: 6 }).map((parts) => parts.join(""));
    const places = fc.constantFrom<Place>("argument", "stdin", "prompt");
    fc.assert(
      fc.property(texts, places, (text, place) => {
        if (complaint(text, place) !== "nothing") return;
        for (const one of given(text, place)) {
          expect(one.id).toMatch(/^[A-Za-z\d][\w-]{7,199}$/);
          expect(one.label ?? "").not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
          expect(one.tenant ?? "a").toMatch(/^[A-Za-z\d][\w-]*$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
