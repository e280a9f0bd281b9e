/* What a session on a terminal loads, all at once: Ink and React take their time. */
export { openScreen } from "./screen.tsx";
export { openSpokenScreen } from "./spoken/spoken-screen.tsx";
export { createScreenStore } from "./view/store.ts";
