// What a session on a terminal loads, all at once: Ink and React take their time.
export { openScreen } from "./ink/screen.tsx";
export { openSpokenScreen } from "./screen-reader/spoken-screen.tsx";
export { createScreenStore } from "./view/store.ts";
