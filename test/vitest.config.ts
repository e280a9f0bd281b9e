import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    // Times of day on screens are local.
    env: { TZ: "UTC" },
    projects: [
      { extends: true, test: { name: "laws", include: ["test/laws/**/*.test.ts"] } },
      { extends: true, test: { name: "wire", include: ["test/wire/**/*.test.ts"] } },
      { extends: true, test: { name: "screens", include: ["test/screens/**/*.test.tsx"] } },
      {
        extends: true,
        // Each test waits for what it wants to see; the limit only ends what will never come.
        test: { name: "terminal", include: ["test/terminal/**/*.test.ts"], testTimeout: 60_000 },
      },
    ],
  },
});
