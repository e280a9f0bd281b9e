import * as v from "valibot";
import { momentField, optionalField, textField } from "./fields.ts";

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
  completed: optionalField(momentField),
  completionStatus: optionalField(textField),
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
const started = v.pipe(v.string(), v.parseJson(), v.object({ task: taskField }));
const single = v.pipe(v.string(), v.parseJson(), taskField);
const list = v.pipe(v.string(), v.parseJson(), v.array(optionalField(taskField)));

/** @returns the task of a 200 answer; undefined where it is none, or has no id */
export function parseTaskStatus(text: string): TaskStatus | undefined {
  const parsed = v.safeParse(single, text);
  return parsed.success ? parsed.output : undefined;
}

/** @returns the tasks of a list, undefined for each that is none; undefined where it is no list */
export function parseTaskList(text: string): readonly (TaskStatus | undefined)[] | undefined {
  const parsed = v.safeParse(list, text);
  return parsed.success ? parsed.output : undefined;
}

/** @returns the task in the answer of `load-accounts`; undefined where it names none */
export function parseStartedTask(text: string): TaskStatus | undefined {
  const parsed = v.safeParse(started, text);
  return parsed.success ? parsed.output.task : undefined;
}

/**
 * Whether a task is an account aggregation. It is told from the name: `type` is the same word for
 * all tasks, and tenants write things behind the name.
 */
export function isAccountAggregation({ uniqueName }: TaskStatus): boolean {
  return uniqueName?.startsWith("Cloud Account Aggregation") ?? false;
}

/** Whether it has ended: `completed` may be set a moment before its outcome is. */
export function isOver({ completed, completionStatus }: TaskStatus): boolean {
  return completed !== undefined && completionStatus !== undefined;
}

function taskOf(fields: v.InferOutput<typeof taskFields>): TaskStatus {
  const { id, uniqueName, name, launcher, created, launched, completed } = fields;
  const { completionStatus, messages, target, attributes } = fields;
  const optimized = attributes?.optimizedAggregation;
  const sourceName = target?.name?.replace(/ *\[source\]$/, "");
  return {
    id,
    uniqueName: uniqueName ?? name,
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
