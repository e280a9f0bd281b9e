import { execFileSync } from "node:child_process";
import { openPty } from "../../terminal/support/pty.ts";
import type { Measured } from "./measured.ts";
import { type BenchTenant, startTenant } from "./support/bench-tenant.ts";
import { firstLine } from "./support/first-line.ts";
import { idOf, sourceOf } from "./support/ids.ts";
import { reference } from "./support/references.ts";
import { mean, median } from "./support/statistics.ts";
import { cpuMsOf, endedCpuMs } from "./support/usage.ts";
import { openWatch, program } from "./support/watch.ts";

const runs = 15;

interface Start {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** How long it takes until there is something to read, beside a Node that does nothing. */
export async function measureStart(): Promise<readonly Measured[]> {
  const tenant = await startTenant({ ids: 4, pace: "still" });
  const [hello, sdk] = [await reference("ink-hello"), await reference("sdk-loop")];
  const kinds = {
    node: () => Promise.resolve(whole(["-e", "0"])),
    help: () => Promise.resolve(whole([program, "--help"])),
    version: () => Promise.resolve(whole([program, "--version"])),
    plain: () => plainLine(tenant),
    frame: () => firstFrame(tenant),
    ink: () => inkHello(hello),
    sdk: () => firstLine([sdk, idOf(0)], tenant.env),
  };
  await keepCompiled(tenant);
  const starts = new Map<string, Start[]>();
  for (let run = 0; run < runs; run += 1) {
    // In turn, so that a slow moment of the machine meets all.
    for (const [name, once] of Object.entries(kinds)) {
      starts.set(name, [...(starts.get(name) ?? []), await once()]);
    }
  }
  await tenant.close();
  const wall = (name: keyof typeof kinds) =>
    median(starts.get(name)?.map((one) => one.wallMs) ?? []);
  const cpu = (name: keyof typeof kinds) => mean(starts.get(name)?.map((one) => one.cpuMs) ?? []);
  const beside = { unit: "ms", reference: "`node -e 0`", theirs: wall("node") };
  const most = (atMost: number) => ({ wanted: { of: "ratio", atMost } }) as const;
  return [
    { what: "`aggwatch --version`", ours: wall("version"), ...beside },
    { what: "`aggwatch --help`", ours: wall("help"), ...beside, ...most(1.4) },
    { what: "first line of `--output plain`", ours: wall("plain"), ...beside, ...most(2.5) },
    { what: "first frame", ours: wall("frame"), ...beside, ...most(3.8) },
    {
      what: "first frame, CPU",
      ours: cpu("frame"),
      ...beside,
      theirs: cpu("node"),
      ...most(4.5),
    },
    { what: "first frame of an Ink hello", ours: wall("ink"), ...beside },
    { what: "first line of the vendor's SDK", ours: wall("sdk"), ...beside },
  ];
}

/** A process from its start to its end. */
function whole(args: readonly string[]): Start {
  const [startedAt, cpuMs] = [performance.now(), endedCpuMs()];
  execFileSync(process.execPath, args);
  return { wallMs: performance.now() - startedAt, cpuMs: endedCpuMs() - cpuMs };
}

/** Ends a watch as a user does: only then is what Node has compiled kept for the next. */
async function keepCompiled({ watched, env }: BenchTenant): Promise<void> {
  const pty = openPty(process.execPath, [program, ...watched, "--no-history"], { env });
  await pty.until(sourceOf(0));
  pty.type("qq");
  await pty.exited;
}

function plainLine(tenant: BenchTenant): Promise<Start> {
  const flags = ["--output", "plain", "--no-history"];
  return firstLine([program, ...tenant.watched, ...flags], tenant.env);
}

async function firstFrame(tenant: BenchTenant): Promise<Start> {
  const startedAt = performance.now();
  const watch = openWatch(tenant);
  await watch.until(sourceOf(0));
  const start = { wallMs: performance.now() - startedAt, cpuMs: cpuMsOf(watch.pid) };
  await watch.end();
  return start;
}

async function inkHello(file: string): Promise<Start> {
  const startedAt = performance.now();
  const pty = openPty(process.execPath, [file]);
  await pty.until("hello");
  const start = { wallMs: performance.now() - startedAt, cpuMs: cpuMsOf(pty.pid) };
  pty.kill("SIGKILL");
  await pty.exited;
  return start;
}
