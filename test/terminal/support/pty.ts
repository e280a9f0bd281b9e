import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "@lydell/node-pty";
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import xterm from "@xterm/headless";

/** A program in a real pseudo-terminal, and a terminal emulator that shows what it draws. */
export interface Pty {
  readonly terminal: InstanceType<typeof xterm.Terminal>;
  /** The rows as a person sees them now, never a half-drawn frame, without blanks at their ends. */
  screen(): readonly string[];
  /** All that the program has written, byte by byte. */
  written(): string;
  /** Whether the alternate screen is shown. */
  isAlternate(): boolean;
  /** Whether the program has hidden the cursor and not shown it again. */
  isCursorHidden(): boolean;
  /** Waits until the screen shows a text or matches it, or something else is as it should be. */
  until(wanted: string | RegExp | (() => boolean)): Promise<void>;
  /** The process that was started. */
  readonly pid: number;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  kill(signal: string): void;
  /** Sends a signal to all that the terminal's keys go to. */
  killForeground(signal: NodeJS.Signals): void;
  /** The process that the terminal's keys go to. */
  foreground(): number;
  /** Takes the terminal away, as a closed window does: nothing is seen of the program any more. */
  close(): void;
  /** The exit code, once the program has ended and all its output is shown. */
  readonly exited: Promise<number>;
}

export interface PtyOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const stateFolder = mkdtempSync(join(tmpdir(), "aggwatch-"));
const configFile = join(stateFolder, "config.yaml");
writeFileSync(configFile, "");
const repository = new URL("../../../", import.meta.url).pathname;

/** Starts a program, in the repository's folder. */
export function openPty(file: string, args: readonly string[], options: PtyOptions = {}): Pty {
  const { columns = 80, rows = 24, env = {} } = options;
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  const child = spawn(file, [...args], {
    name: "xterm-256color",
    cols: columns,
    rows,
    cwd: repository,
    // History and defaults of the person who runs the tests are none of their business.
    env: {
      ...withoutCi(),
      TZ: "UTC",
      XDG_STATE_HOME: stateFolder,
      AGGWATCH_CONFIG: configFile,
      ...env,
    },
  });
  let raw = "";
  let written = Promise.resolve();
  const watchers = new Set<() => void>();
  const lookAgain = () => {
    for (const watcher of watchers) watcher();
  };
  const unfinished = holdUnfinishedFrames(terminal, rowsNow, lookAgain);
  child.onData((data) => {
    // Piece by piece: who waits for something goes on before the next piece changes it.
    written = written.then(() => shown(data));
  });

  function shown(data: string): Promise<void> {
    return new Promise((resolve) => {
      terminal.write(data, () => {
        raw += data;
        resolve();
        lookAgain();
      });
    });
  }

  const exited = new Promise<number>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      void written.then(() => resolve(signal ? 128 + signal : exitCode));
    });
  });

  function rowsNow(): readonly string[] {
    const { active } = terminal.buffer;
    return Array.from(
      { length: terminal.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? "",
    );
  }

  const screen = () => unfinished.before() ?? rowsNow();

  return {
    terminal,
    screen,
    written: () => raw,
    isAlternate: () => terminal.buffer.active.type === "alternate",
    isCursorHidden: () => raw.lastIndexOf("\u001b[?25l") > raw.lastIndexOf("\u001b[?25h"),
    until: (wanted) =>
      new Promise((resolve) => {
        const check = () => {
          if (unfinished.before() || !isThere(wanted, screen)) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      }),
    pid: child.pid,
    type: (keys) => child.write(keys),
    resize: (toColumns, toRows) => {
      terminal.resize(toColumns, toRows);
      child.resize(toColumns, toRows);
    },
    kill: (signal) => child.kill(signal),
    killForeground: (signal) => void process.kill(-foregroundOf(child.pid), signal),
    foreground: () => foregroundOf(child.pid),
    close: () => (child as unknown as { destroy(): void }).destroy(),
    exited,
  };
}

/**
 * Synchronized output, mode 2026: while a frame is being drawn terminals show what was there
 * before, though not for ever.
 *
 * @param over is called once an unfinished frame has been held for as long as terminals do
 */
function holdUnfinishedFrames(
  { parser }: Pick<InstanceType<typeof xterm.Terminal>, "parser">,
  rowsNow: () => readonly string[],
  over: () => void,
): { before(): readonly string[] | undefined } {
  let before: readonly string[] | undefined;
  let timer: NodeJS.Timeout | undefined;
  const show = () => {
    clearTimeout(timer);
    before = undefined;
  };
  const hold = () => {
    show();
    before = rowsNow();
    timer = setTimeout(() => {
      show();
      over();
    }, longestHoldMs);
    timer.unref();
  };
  for (const [final, act] of [["h", hold] as const, ["l", show] as const]) {
    parser.registerCsiHandler({ prefix: "?", final }, (parameters) => {
      if (parameters.includes(2026)) act();
      // The emulator has its own part to do.
      return false;
    });
  }
  return { before: () => before };
}

/** As xterm.js does. */
const longestHoldMs = 1000;

/** The environment of the tests without what programs take for a build server, and our own. */
function withoutCi(): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !["CI", "NO_COLOR", "FORCE_COLOR", "NODE_ENV"].includes(entry[0]) &&
      !entry[0].startsWith("AGGWATCH_"),
  );
  return Object.fromEntries(inherited);
}

function isThere(
  wanted: string | RegExp | (() => boolean),
  screen: () => readonly string[],
): boolean {
  if (typeof wanted === "function") return wanted();
  const shown = screen().join("\n");
  return typeof wanted === "string" ? shown.includes(wanted) : wanted.test(shown);
}

/** The process group in the foreground of the terminal that a process has. */
function foregroundOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "tpgid=", "-p", String(pid)], { encoding: "utf8" }));
}
