import type { Host } from "./host.ts";
import { openKeyboard } from "./keyboard.ts";

const interrupt = "\u0003";
const suspend = "\u001A";

/**
 * Has the key q leave a command that writes lines to a terminal. The terminal then sends no signals
 * for Ctrl-C and Ctrl-Z, which do here what they do elsewhere. Returns what gives the terminal back.
 */
export function listenForQuit({
  stdin,
  stdout,
  jobs,
  raise,
  onHaste,
  lifetime,
}: Pick<Host, "stdin" | "stdout" | "jobs" | "raise" | "onHaste" | "lifetime">): () => void {
  // A pager that reads the output has the keys to itself.
  const isOurs = stdin.isTTY && stdout.isTTY;
  const keyboard = isOurs ? openKeyboard({ stdin, jobs }, false) : undefined;
  if (!keyboard) return () => undefined;
  let isTaken = false;

  function heard(bytes: Buffer): void {
    for (const key of bytes.toString("latin1")) {
      if (key === "q") lifetime.leave({ by: "quit" });
      if (key === interrupt) raise("SIGINT");
      if (key === suspend && jobs) stop();
    }
  }

  function take(): void {
    // In the background the keys are the shell's, and reading them would stop the process.
    if (isTaken || jobs?.isInForeground() === false) return;
    isTaken = true;
    keyboard?.setRawMode(true);
    keyboard?.on("data", heard).resume();
  }

  function release(): void {
    if (!isTaken) return;
    isTaken = false;
    keyboard?.off("data", heard).pause();
    keyboard?.setRawMode(false);
  }

  function stop(): void {
    release();
    jobs?.stop();
  }

  /** The shell has set the terminal since. */
  function goOn(): void {
    release();
    take();
  }

  take();
  const stops = [jobs?.onStop(stop), jobs?.onContinue(goOn), onHaste(release)];
  return () => {
    for (const end of stops) end?.();
    release();
  };
}
