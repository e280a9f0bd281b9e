import * as v from "valibot";
import { bodyOf } from "../answer/body.ts";
import { endField, momentField, optionalField, textField } from "../answer/fields.ts";

/** One thing that a task has to say. */
export interface TaskMessage {
  /** INFO, WARN or ERROR, in upper case; undefined where the API did not say. */
  readonly type: string | undefined;
  readonly text: string;
}

/**
 * The task behind an aggregation, which has the same id. Moments are milliseconds since the Unix
 * epoch; `undefined` means that the API did not say.
 */
export interface TaskStatus {
  readonly id: string;
  /** What kind of task it is; see `isAccountAggregation`. */
  readonly uniqueName: string | undefined;
  /** The kind by which the tenant itself defines the task, without what tenants write behind it. */
  readonly definedAs?: string | undefined;
  /** Who started it. */
  readonly launcher: string | undefined;
  readonly created: number | undefined;
  readonly launched: number | undefined;
  readonly completed: number | undefined;
  /** As the API spells it, in upper or lower case. */
  readonly completionStatus: string | undefined;
  readonly messages: readonly TaskMessage[];
  readonly sourceId: string | undefined;
  /** Without the " [source]" that the API writes behind it. */
  readonly sourceName: string | undefined;
  /** Whether unchanged accounts are left out. */
  readonly isOptimized?: boolean | undefined;
}

/** A task may report every account that it had trouble with. */
const mostMessages = 100;

/** Where a message has no text its key is one, or says more than nothing. */
const messageField = v.pipe(
  v.object({
    type: optionalField(v.pipe(textField, v.toUpperCase())),
    localizedText: optionalField(
      v.union([
        textField,
        v.pipe(
          v.object({ message: textField }),
          v.transform(({ message }) => message),
        ),
      ]),
    ),
    key: optionalField(textField),
  }),
  v.transform(({ type, localizedText, key }) => ({ type, text: localizedText ?? key })),
);

const taskFields = v.object({
  id: textField,
  uniqueName: optionalField(textField),
  // What `load-accounts` calls it.
  name: optionalField(textField),
  launcher: optionalField(textField),
  created: optionalField(momentField),
  launched: optionalField(momentField),
  completed: optionalField(endField),
  completionStatus: optionalField(textField),
  taskDefinitionSummary: optionalField(v.object({ uniqueName: optionalField(textField) })),
  messages: optionalField(v.array(optionalField(messageField))),
  target: optionalField(v.object({ id: optionalField(textField), name: optionalField(textField) })),
  attributes: optionalField(
    v.object({
      appId: optionalField(textField),
      optimizedAggregation: optionalField(v.picklist(["enabled", "disabled"])),
    }),
  ),
});

const taskField = v.pipe(taskFields, v.transform(taskOf));
// What a task has to say is many times the rest of it, and no list of tasks shows it.
const listedField = v.pipe(v.omit(taskFields, ["messages"]), v.transform(taskOf));
const started = bodyOf(v.object({ task: taskField }));
const single = bodyOf(taskField);
const list = bodyOf(v.array(optionalField(listedField)));

/** What is wanted of the answers that the functions below read. */
export const taskShapes = {
  started: started.shape,
  single: single.shape,
  list: list.shape,
} as const;

/** @returns the task of a 200 answer; undefined where it is none, or has no id */
export function parseTaskStatus(text: string): TaskStatus | undefined {
  return single.read(text);
}

/** @returns the tasks of a list, undefined for each that is none; undefined where it is no list */
export function parseTaskList(text: string): readonly (TaskStatus | undefined)[] | undefined {
  return list.read(text);
}

/** @returns the task in the answer of `load-accounts`; undefined where it names none */
export function parseStartedTask(text: string): TaskStatus | undefined {
  return started.read(text)?.task;
}

/**
 * Whether a task is an account aggregation. `type` is the same word for all tasks, so the names say
 * it: its own, behind which tenants write things, or that of its definition.
 *
 * @param isOfType whether the tenant listed it under a filter for the type of account aggregations,
 *   which it then is by whatever name, unless that is the name of another kind of aggregation
 */
export function isAccountAggregation(
  { uniqueName, definedAs }: Pick<TaskStatus, "uniqueName" | "definedAs">,
  isOfType = false,
): boolean {
  const names = [uniqueName, definedAs];
  if (names.some((name) => name?.startsWith("Cloud Account Aggregation"))) return true;
  return isOfType && !names.some((name) => /\b(?:group|entitlement)/i.test(name ?? ""));
}

/** Whether it has ended: `completed` may be set a moment before its outcome is. */
export function isOver({ completed, completionStatus }: TaskStatus): boolean {
  return completed !== undefined && completionStatus !== undefined;
}

type TaskFields = v.InferOutput<typeof taskFields>;

function taskOf(
  fields: Omit<TaskFields, "messages"> & Partial<Pick<TaskFields, "messages">>,
): TaskStatus {
  const { id, uniqueName, name, launcher, created, launched, completed } = fields;
  const { completionStatus, messages, target, attributes, taskDefinitionSummary } = fields;
  const optimized = attributes?.optimizedAggregation;
  const sourceName = target?.name?.replace(/ *\[source\]$/, "");
  return {
    id,
    uniqueName: uniqueName ?? name,
    definedAs: taskDefinitionSummary?.uniqueName,
    launcher,
    created,
    launched,
    completed,
    completionStatus,
    messages: distinct(messages ?? []),
    sourceId: target?.id ?? attributes?.appId,
    sourceName: sourceName === "" ? undefined : sourceName,
    ...(optimized !== undefined && { isOptimized: optimized === "enabled" }),
  };
}

type MaybeMessage = v.InferOutput<typeof messageField> | undefined;

/** The messages that say something, each once. */
function distinct(messages: readonly MaybeMessage[]): readonly TaskMessage[] {
  const byText = new Map<string, TaskMessage>();
  for (const message of messages) {
    const { type, text } = message ?? {};
    if (text !== undefined && !byText.has(text)) byText.set(text, { type, text });
  }
  return [...byText.values()].slice(0, mostMessages);
}
