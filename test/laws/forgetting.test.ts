import { readFileSync } from "node:fs";
import { API } from "typescript/unstable/sync";
import { afterAll, expect, test } from "vitest";

/** What is added in one place, or left out, and where that does not compile. */
interface Mutation {
  readonly name: string;
  readonly file: string;
  /** A text that is in the file once, and what takes its place. */
  readonly edit: readonly [before: string, after: string];
  readonly errorsIn: readonly string[];
}

const description = (command: string) => `src/commands/describe/${command}.ts`;
const viewCommands = ["demo", "replay", "start", "watch"].map(description);

const mutations: readonly Mutation[] = [
  {
    name: "a state",
    file: "src/watch/model/condition.ts",
    edit: ["  givenUp: {", '  paused: { group: "running", order: 19, rank: 10 },\n  givenUp: {'],
    errorsIn: ["src/wording/states.ts", "src/ui/pane/body.ts"],
  },
  {
    name: "a state without its group",
    file: "src/watch/model/condition.ts",
    edit: ['connecting: { group: "running", ', "connecting: { "],
    errorsIn: ["src/watch/model/condition.ts"],
  },
  {
    name: "a state without its place in the overview",
    file: "src/watch/model/condition.ts",
    edit: ["order: 6, ", ""],
    errorsIn: ["src/watch/model/condition.ts"],
  },
  {
    name: "a state without its rank",
    file: "src/watch/model/condition.ts",
    edit: ["order: 6, rank: 10", "order: 6"],
    errorsIn: ["src/watch/model/condition.ts"],
  },
  {
    name: "a state without its word",
    file: "src/wording/states.ts",
    edit: ['word: "CONNECTING", ', ""],
    errorsIn: ["src/wording/states.ts"],
  },
  {
    name: "a state without its glyph",
    file: "src/wording/states.ts",
    edit: ['word: "CONNECTING", glyph: "·"', 'word: "CONNECTING"'],
    errorsIn: ["src/wording/states.ts"],
  },
  {
    name: "a state without its color",
    file: "src/wording/states.ts",
    edit: [', tone: "faint"', ""],
    errorsIn: ["src/wording/states.ts"],
  },
  {
    name: "a standing of ids that have not ended",
    file: "src/watch/model/standing.ts",
    edit: ['| "offline"', '| "paused" | "offline"'],
    errorsIn: [
      "src/wording/states.ts",
      "src/wording/outcome-line.ts",
      "src/output/ndjson/outcome.ts",
    ],
  },
  {
    name: "a status of the API while it runs",
    file: "src/api/endpoints/status.ts",
    edit: ['"RUNNING"]', '"RUNNING", "PAUSED"]'],
    errorsIn: [
      "src/watch/model/condition.ts",
      "src/watch/forecast/counters.ts",
      "src/wording/event-text.ts",
      "src/ui/pane/timeline.ts",
    ],
  },
  {
    name: "a status of the API that ends it",
    file: "src/api/endpoints/status.ts",
    edit: ['"TERMINATED"]', '"TERMINATED", "ABORTED"]'],
    errorsIn: [
      "src/watch/model/condition.ts",
      "src/watch/forecast/counters.ts",
      "src/wording/event-text.ts",
      "src/exit/exit-code.ts",
      "src/output/ndjson/event-object.ts",
      "src/history/run.ts",
      "src/history/run-of.ts",
      "test/support/random-events.ts",
    ],
  },
  {
    name: "an ending that the API does not say",
    file: "src/watch/model/ending.ts",
    edit: ['kind: "GIVEN_UP"', 'kind: "GIVEN_UP" | "FORGOTTEN"'],
    errorsIn: [
      "src/watch/model/condition.ts",
      "src/wording/event-text.ts",
      "src/exit/exit-code.ts",
      "src/output/ndjson/event-object.ts",
      "src/history/run.ts",
      "src/history/run-of.ts",
      "test/support/random-events.ts",
    ],
  },
  {
    name: "a kind of aggregation",
    file: "src/api/endpoints/aggregation-kind.ts",
    edit: ['["account", "entitlement"] as const', '["account", "entitlement", "machine"] as const'],
    errorsIn: [
      "src/api/endpoints/aggregation-kind.ts",
      "src/client/sender.ts",
      "src/wording/kinds.ts",
      "src/recording/codec/fields.ts",
    ],
  },
  {
    name: "a count of a task",
    file: "src/api/endpoints/task-counts.ts",
    edit: ['  "ignored",', '  "ignored",\n  "managerChanges",'],
    errorsIn: ["src/wording/task-counts-text.ts"],
  },
  {
    name: "an outcome of a task",
    file: "src/watch/model/verdict.ts",
    edit: ['"TEMP_ERROR"] as const', '"TEMP_ERROR", "SKIPPED"] as const'],
    errorsIn: [
      "src/watch/model/verdict.ts",
      "src/exit/exit-code.ts",
      "test/support/random-events.ts",
    ],
  },
  {
    name: "a counter of the API that is a total",
    file: "src/api/endpoints/counters.ts",
    edit: ['"processedIdentities",\n', '"processedIdentities",\n  "totalGroups",\n'],
    errorsIn: ["src/watch/forecast/progress.ts", "src/wording/event-text.ts", "src/history/run.ts"],
  },
  {
    name: "an event of one id",
    file: "src/watch/model/event.ts",
    edit: [
      '| { readonly type: "ended"',
      '| { readonly type: "paused" }\n  | { readonly type: "ended"',
    ],
    errorsIn: [
      "src/wording/event-text.ts",
      "src/output/ndjson/event-object.ts",
      "src/wording/past-texts.ts",
      // From where it comes before the JSON schema.
      "test/support/random-events.ts",
    ],
  },
  {
    name: "an event of all ids",
    file: "src/watch/model/timed-event.ts",
    edit: ["event: WaitEvent |", 'event: { readonly type: "paused" } | WaitEvent |'],
    errorsIn: [
      "src/wording/event-text.ts",
      "src/output/ndjson/event-object.ts",
      "test/support/random-events.ts",
    ],
  },
  {
    name: "an input of a board",
    file: "src/watch/board.ts",
    edit: ['| { readonly type: "waitEnded" }', '| { readonly type: "waitEnded" | "slept" }'],
    errorsIn: ["src/watch/board.ts", "src/recording/codec/inputs.ts"],
  },
  {
    name: "an input that is neither recorded nor read",
    file: "src/recording/codec/inputs.ts",
    edit: ['  dropped: line("dropped", { id: word }),\n', ""],
    errorsIn: ["src/recording/codec/inputs.ts"],
  },
  {
    name: "a field of an input",
    file: "src/watch/board.ts",
    edit: ["readonly isPaused: boolean }", "readonly isPaused: boolean; readonly by?: string }"],
    errorsIn: ["src/recording/codec/inputs.ts"],
  },
  {
    name: "a field of what is watched",
    file: "src/watch/model/watch.ts",
    edit: [
      "  readonly isAwaited?: true;\n",
      "  readonly isAwaited?: true;\n  readonly note?: string;\n",
    ],
    errorsIn: ["src/recording/codec/fields.ts"],
  },
  {
    name: "a field of what is known of an id",
    file: "src/watch/model/watch.ts",
    edit: ["  readonly waits: Waits;\n", "  readonly waits: Waits;\n  readonly note?: string;\n"],
    errorsIn: ["src/recording/codec/known/watch.ts"],
  },
  {
    name: "a field of an ending",
    file: "src/watch/model/ending.ts",
    edit: [
      "  readonly isSeenRunning: boolean;\n",
      "  readonly isSeenRunning: boolean;\n  readonly note?: string;\n",
    ],
    errorsIn: ["src/recording/codec/known/ending.ts"],
  },
  {
    name: "a field of a budget",
    file: "src/client/budget.ts",
    edit: [
      "  readonly share: number;\n",
      "  readonly share: number;\n  readonly burst?: number;\n",
    ],
    errorsIn: ["src/recording/codec/client-fields.ts"],
  },
  {
    name: "a state of signing in",
    file: "src/client/sender.ts",
    edit: ["export type SignIn =\n", 'export type SignIn =\n  | { readonly kind: "resting" }\n'],
    errorsIn: ["src/recording/codec/client-fields.ts"],
  },
  {
    name: "a happening of one id",
    file: "src/watch/decide/happening.ts",
    edit: [
      '| { readonly type: "asked" }',
      '| { readonly type: "asked" }\n  | { readonly type: "slept" }',
    ],
    errorsIn: ["src/watch/decide/decide.ts", "src/recording/codec/happenings.ts"],
  },
  {
    name: "a happening that is neither recorded nor read",
    file: "src/recording/codec/happenings.ts",
    edit: ['  unanswered: line("unanswered", {}),\n', ""],
    errorsIn: ["src/recording/codec/happenings.ts"],
  },
  {
    name: "a field of a happening",
    file: "src/watch/decide/happening.ts",
    edit: [
      "readonly jitter: number;\n",
      "readonly jitter: number;\n      readonly because?: string;\n",
    ],
    errorsIn: ["src/recording/codec/happenings.ts"],
  },
  {
    name: "a field of a happening that is neither recorded nor read",
    file: "src/recording/codec/happenings.ts",
    edit: ["    jitter: amount,\n", ""],
    errorsIn: ["src/recording/codec/happenings.ts"],
  },
  {
    name: "a field that is read as another type than it is written",
    file: "src/recording/codec/happenings.ts",
    edit: [
      "label: maybe(word), sourceId: maybe(word), kind })",
      "label: amount, sourceId: maybe(word), kind })",
    ],
    errorsIn: ["src/recording/codec/happenings.ts"],
  },
  {
    name: "a field of an answer",
    file: "src/api/tenant.ts",
    edit: [
      "readonly answeredAt: number;\n",
      "readonly answeredAt: number;\n  readonly tag?: string;\n",
    ],
    errorsIn: ["src/recording/codec/happenings.ts"],
  },
  {
    name: "a field of a task",
    file: "src/api/endpoints/task-status.ts",
    edit: ["  readonly isOptimized?: ", "  readonly owner?: string;\n  readonly isOptimized?: "],
    errorsIn: ["src/recording/codec/happenings.ts"],
  },
  {
    name: "an API error",
    file: "src/api/http/errors.ts",
    edit: [
      "export type ApiError =\n",
      'class OddError extends TenantError {\n  readonly kind = "odd";\n}\n' +
        "export type ApiError =\n  | OddError\n",
    ],
    errorsIn: [
      "src/api/http/retry-rule.ts",
      "src/watch/decide/failed.ts",
      "src/watch/decide/unreadable-reason.ts",
      "src/commands/tenant/look-up-failure.ts",
      "src/doctor/access.ts",
      "src/recording/codec/failure.ts",
    ],
  },
  {
    name: "an API error that is none of the union",
    file: "src/api/http/errors.ts",
    edit: ["  | CutShortError\n", ""],
    errorsIn: ["src/api/http/errors.ts"],
  },
  {
    name: "a failure that is recorded and not read",
    file: "src/recording/codec/failure.ts",
    edit: ['"cut short": "noAnswer"', '"cut short": "cutShort"'],
    errorsIn: ["src/recording/codec/failure.ts"],
  },
  {
    name: "a flag of every watch",
    file: "src/commands/flags/view-flags.ts",
    edit: ["  notifyFlag,\n", '  switchFlag("Screen", "--loud", "say it aloud"),\n  notifyFlag,\n'],
    errorsIn: viewCommands,
  },
  {
    name: "a flag without what it is for",
    file: "src/commands/flags/view-flags.ts",
    edit: ['"Screen", "--ascii"', '"--ascii"'],
    errorsIn: ["src/commands/flags/view-flags.ts"],
  },
  {
    name: "a flag for something that help has no heading for",
    file: "src/commands/flags/view-flags.ts",
    edit: ['"Screen", "--ascii"', '"Looks", "--ascii"'],
    errorsIn: ["src/commands/flags/view-flags.ts"],
  },
  {
    name: "a flag of the tenant",
    file: "src/commands/flags/tenant-flags.ts",
    edit: [
      '  textFlag("Tenant", "--env',
      '  textFlag("Tenant", "--realm <name>", "its realm"),\n  textFlag("Tenant", "--env',
    ],
    errorsIn: ["doctor", "list", "start", "watch"].map(description),
  },
  {
    name: "a flag of one command",
    file: description("list"),
    edit: [
      "  apiVersionFlag,\n",
      '  switchFlag("Output", "--loud", "say it aloud"),\n  apiVersionFlag,\n',
    ],
    errorsIn: [description("list")],
  },
  {
    name: "an option that no flag gives",
    file: "src/commands/session/session.ts",
    edit: ["readonly ascii: boolean;", "readonly ascii: boolean;\n  readonly loud?: boolean;"],
    errorsIn: viewCommands,
  },
  {
    name: "a flag whose value is of another type",
    file: "src/commands/flags/watch-flags.ts",
    edit: ["timeIn(1, daySeconds),\n  5000", 'String,\n  "5s"'],
    errorsIn: ["demo", "start", "watch"].map(description),
  },
  {
    name: "a word of a flag",
    file: description("list"),
    edit: ['"ndjson"]', '"ndjson", "csv"]'],
    errorsIn: [description("list")],
  },
  {
    name: "a flag without its default",
    file: "src/commands/flags/simulator-flags.ts",
    edit: ["numberIn(0.1, 1000),\n  10,", "numberIn(0.1, 1000),"],
    errorsIn: ["demo", "simulate"].map(description),
  },
];

const root = new URL("../..", import.meta.url).pathname;
const config = `${root}tsconfig.forgetting.json`;
const include = ["src", "test/support/random-events.ts"];

/** What the compiler reads in place of the files: nothing is written to the disk. */
const overlay = new Map([[config, JSON.stringify({ extends: "./tsconfig.json", include })]]);
const api = new API({
  cwd: root,
  fs: {
    readFile: (name) => overlay.get(name),
    fileExists: (name) => overlay.has(name) || undefined,
  },
});
api.updateSnapshot({ openProjects: [config] });

afterAll(() => api.close());

/** Which of the files have errors where the text of one is another. */
function filesWithErrors(files: readonly string[], changed: string, text: string) {
  overlay.set(changed, text);
  const snapshot = api.updateSnapshot({ fileChanges: { changed: [changed] } });
  const program = snapshot.getProject(config)?.program;
  const errorsOf = (file: string) => program?.getSemanticDiagnostics(root + file) ?? [];
  return files.filter((file) => errorsOf(file).length > 0);
}

test.for(mutations)("$name does not compile alone", ({ file, edit, errorsIn }) => {
  const path = root + file;
  const text = readFileSync(path, "utf8");
  const [before, after] = edit;
  expect(text.split(before)).toHaveLength(2);
  expect(filesWithErrors(errorsIn, path, text.replace(before, after))).toEqual(errorsIn);
  expect(filesWithErrors(errorsIn, path, text)).toEqual([]);
});
