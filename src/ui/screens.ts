// What the first frame of a session on a terminal takes, all at once.
export { openScreen } from "./open-screen.ts";
export { createScreenStore } from "./view/store.ts";
