import type { Environment } from "../system/environment.ts";
import { clearTaskbar, hasTaskbar, taskbarSequence, taskbarState } from "./taskbar.ts";
import { restoreTitle, saveTitle, type TitleInput, titleSequence, titleText } from "./title.ts";

/** Title and taskbar of the terminal, ours or its own. */
export interface Signs {
  /** Whether they are ours. */
  isTaken(): boolean;
  /** Makes them ours. */
  take(): void;
  /** Brings them up to date, where they are ours: writes what differs from what was written. */
  show(): void;
  /** Leaves them as they were. */
  giveBack(): void;
}

/** What signs are made from. */
export interface SignOptions {
  readonly env: Environment;
  /** Writes to the terminal. */
  readonly write: (text: string) => void;
  /** What the screen calls the tenant. */
  readonly title: string;
  /** What there is to show. */
  readonly snapshot: () => TitleInput;
  /** The present; monotonic milliseconds. */
  readonly elapsed: () => number;
}

/** Ghostty takes progress that nobody repeats for 15 s as that of a program that died. */
const repeatMs = 10_000;

/** Signs that are not taken yet. */
export function createSigns({ env, write, title, snapshot, elapsed }: SignOptions): Signs {
  const isOnTaskbar = hasTaskbar(env);
  let shown: { title: string; taskbar: string; taskbarAt: number } | undefined;

  function show(): void {
    if (!shown) return;
    const now = elapsed();
    const nextTitle = titleSequence(titleText(snapshot(), title, now));
    const nextTaskbar = isOnTaskbar ? taskbarSequence(taskbarState(snapshot(), now)) : "";
    const isNewTitle = nextTitle !== shown.title;
    const isNewTaskbar = nextTaskbar !== shown.taskbar || now - shown.taskbarAt >= repeatMs;
    const taskbarAt = isNewTaskbar ? now : shown.taskbarAt;
    shown = { title: nextTitle, taskbar: nextTaskbar, taskbarAt };
    const news = (isNewTitle ? nextTitle : "") + (isNewTaskbar ? nextTaskbar : "");
    if (news !== "") write(news);
  }

  return {
    isTaken: () => shown !== undefined,
    take: () => {
      if (shown) return;
      shown = { title: "", taskbar: "", taskbarAt: elapsed() };
      write(saveTitle);
      show();
    },
    show,
    giveBack: () => {
      if (!shown) return;
      shown = undefined;
      write(restoreTitle + (isOnTaskbar ? clearTaskbar : ""));
    },
  };
}
