import type { Environment } from "../system/environment.ts";
import type { Clock } from "../time/clock.ts";
import { clearTaskbar, hasTaskbar, taskbarSequence, taskbarState } from "./taskbar.ts";
import { restoreTitle, saveTitle, type TitleInput, titleSequence, titleText } from "./title.ts";

export interface SignOptions {
  readonly env: Environment;
  /** Writes to the terminal; nothing else here does. */
  readonly write: (text: string) => void;
  /** What the screen calls the tenant. */
  readonly title: string;
}

/** Ghostty takes progress that is not repeated for 15 s as that of a program that died. */
const repeatMs = 10_000;

/** Title and taskbar of the terminal: its own until taken. */
export function createSigns(
  snapshot: () => TitleInput,
  clock: Clock,
  { env, write, title }: SignOptions,
) {
  const isOnTaskbar = hasTaskbar(env);
  let shown: { title: string; taskbar: string; taskbarAt: number } | undefined;

  /** Writes what differs from what was written. */
  function show(): void {
    if (!shown) return;
    const now = clock.elapsed();
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
    /** Whether they may differ after some time, although nothing else does. */
    isMoving: () => isOnTaskbar || snapshot().watches.some(({ ending }) => !ending),
    take: () => {
      if (shown) return;
      shown = { title: "", taskbar: "", taskbarAt: clock.elapsed() };
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
