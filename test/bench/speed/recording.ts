import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { busyLines } from "../../support/invented/busy-recording.ts";
import type { Measured } from "./measured.ts";
import { firstLine } from "./support/first-line.ts";
import { median } from "./support/statistics.ts";
import { rssMibOf } from "./support/usage.ts";
import { program } from "./support/watch.ts";

const ids = 100;
const pieceMs = 600_000;
/** Five a second: all that the budget allows. */
const pollsADay = 5 * 86_400;
const replayedBytes = 100e6;
const runs = 3;
const playedMs = 20_000;

/** How large the recording of a day becomes, by the answers of the second half of ten minutes. */
export async function measureRecordingSize(): Promise<readonly Measured[]> {
  const lines = settled(await busyLines(ids, pieceMs));
  const polls = lines.filter((line) => line.includes('"type":"poll"')).length;
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  return [
    {
      what: "recording of 100 ids for a day, five polls a second, all counts moving",
      ours: ((bytes / polls) * pollsADay) / 1e6,
      unit: "MB",
      reference: "",
      theirs: 1,
      wanted: { of: "ours", atMost: 90 },
    },
  ];
}

/** What a replay of a large recording takes until its first line, and in memory. */
export async function measureReplay(): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), "aggwatch-bench-"));
  const path = join(folder, "large.ndjson");
  await writeFile(path, await largeRecording());
  const args = [program, "replay", path, "--output", "plain"];
  const firsts: number[] = [];
  for (let run = 0; run < runs; run += 1) firsts.push((await firstLine(args, {})).wallMs);
  const mib = await rssOf([...args, "--speed", "1000"]);
  await rm(folder, { recursive: true });
  const [nothing, wanted] = [{ reference: "", theirs: 1 }, { of: "ours" }] as const;
  return [
    {
      what: "replay of 100 MB, first line",
      ours: median(firsts) / 1000,
      unit: "s",
      ...nothing,
      wanted: { ...wanted, atMost: 0.5 },
    },
    {
      what: "replay of 100 MB, RSS after 20 s at the highest speed",
      ours: mib,
      unit: "MiB",
      ...nothing,
      wanted: { ...wanted, atMost: 120 },
    },
  ];
}

function settled(lines: readonly string[]): readonly string[] {
  return lines.slice(Math.floor(lines.length / 2), -1);
}

/** Ten minutes, of which the second half comes again and again. */
async function largeRecording(): Promise<string> {
  const lines = (await busyLines(ids, pieceMs)).slice(0, -1);
  const again = settled(lines).map((line) => `${line}\n`);
  const size = again.reduce((sum, line) => sum + line.length, 0);
  const pieces = [lines.map((line) => `${line}\n`).join("")];
  for (let piece = 1; piece * size < replayedBytes; piece += 1) {
    const later = (_: string, ts: string) =>
      `"ts":"${new Date(Date.parse(ts) + (piece * pieceMs) / 2).toISOString()}"`;
    pieces.push(again.map((line) => line.replace(/"ts":"([^"]+)"/, later)).join(""));
  }
  return pieces.join("");
}

async function rssOf(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  const exited = once(child, "exit");
  await sleep(playedMs);
  const mib = rssMibOf(child.pid ?? 0);
  child.kill("SIGKILL");
  await exited;
  return mib;
}
