import { execFile } from "node:child_process";
import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "../../../src/build/bundled.ts";

const run = promisify(execFile);

const consumer = `
import { type AggwatchEvent, readEvents } from "aggwatch/events";

export function textOf(event: AggwatchEvent): string {
  switch (event.type) {
    case "ended":
      // @ts-expect-error: an end has no time left
      void event.leftMs;
      return event.outcome === "COMPLETED" ? event.id : \`\${event.id} \${event.outcome}\`;
    case "wait":
      return \`\${event.waitMs / 1000} s\`;
    case "summary":
      return String(event.exitCode satisfies number);
    default:
      return event.ts;
  }
}

// @ts-expect-error: there is no such type
export const impossible = (event: AggwatchEvent) => event.type === "finished";

const texts: string[] = [];
for await (const event of readEvents(process.stdin)) texts.push(textOf(event));
console.log(texts.join(", "));
`;

test("a program that reads events compiles against the package's types, and runs", async () => {
  const folder = await mkdtemp(join(tmpdir(), "consumer-"));
  await mkdir(join(folder, "node_modules", "@types"), { recursive: true });
  await symlink(root, join(folder, "node_modules", "aggwatch"), "junction");
  await symlink(
    join(root, "node_modules/@types/node"),
    join(folder, "node_modules/@types/node"),
    "junction",
  );
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "consumer.ts"), consumer);
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const options = ["--strict", "--target", "esnext", "--module", "nodenext", "--types", "node"];
  const compiled = await run(process.execPath, [compiler, ...options, "consumer.ts"], {
    cwd: folder,
  }).catch((error: unknown) => error);
  expect(compiled).toMatchObject({ stdout: "" });

  const running = run(process.execPath, ["consumer.js"], { cwd: folder });
  const lines = [
    { v: 1, ts: "2026-11-29T10:00:00.000Z", id: null, type: "wait", waitMs: 5000 },
    { v: 1, ts: "2026-11-29T10:00:05.000Z", id: "a1", type: "ended", outcome: "CANCELLED" },
    { v: 1, ts: "2026-11-29T10:00:06.000Z", id: null, type: "of a later version" },
  ];
  running.child.stdin?.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  expect((await running).stdout).toBe("5 s, a1 CANCELLED, 2026-11-29T10:00:06.000Z\n");
});
