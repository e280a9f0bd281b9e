import { writeFileSync, appendFileSync } from "node:fs";
import { busyRecording } from "./support/invented/busy-recording.ts";
const path = process.argv[2]!;
const lines = await busyRecording(100, 3_600_000 * Number(process.argv[3]));
writeFileSync(path, "");
for (let at = 0; at < lines.length; at += 10000)
  appendFileSync(path, lines.slice(at, at + 10000).join("\n") + "\n");
