import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { momentField, optionalField } from "../../../../src/api/answer/fields.ts";
import { isOver, parseTaskStatus } from "../../../../src/api/endpoints/task-status.ts";
import { taskRunningMs as listedMs } from "../../../../src/api/endpoints/tasks.ts";
import { spanMs } from "../../../../src/time/span.ts";
import { answered } from "../../../../src/watch/decide/answered.ts";
import { newWatch, runningMs } from "../../../../src/watch/model/watch.ts";
import { answer } from "../../../support/invented/answers.ts";

const momentIn = (said: unknown) => v.parse(optionalField(momentField), said);
const moment = Date.parse("2024-05-01T14:36:52.000Z");
const hour = 3_600_000;

describe("a moment", () => {
  test.for<[unknown]>([
    ["2024-05-01T14:36:52.000Z"],
    ["2024-05-01T14:36:52Z"],
    ["2024-05-01t14:36:52z"],
    ["2024-05-01T14:36:52"],
    ["2024-05-01 14:36:52"],
    ["2024-05-01T14:36:52.000"],
    ["2024-05-01T14:36:52.000000000Z"],
    ["2024-05-01T16:36:52+02:00"],
    ["2024-05-01T14:36:52+0000"],
    ["2024-05-01T09:36:52.000-05"],
    ["Wed, 01 May 2024 14:36:52 GMT"],
    [1_714_574_212_000],
    [1_714_574_212],
    ["1714574212000"],
    ["1714574212"],
  ])("is read as it is meant, without a zone as UTC: %s", ([said]) => {
    expect(momentIn(said)).toBe(moment);
  });

  test("of a day without a time is its beginning, in UTC", () => {
    expect(momentIn("2024-05-01")).toBe(Date.parse("2024-05-01T00:00:00Z"));
  });

  test.for<[unknown]>([
    [0],
    ["0"],
    [1],
    [-1],
    [86_400_000],
    [1e300],
    [Number.MAX_SAFE_INTEGER],
    ["0001-01-01T00:00:00Z"],
    ["0001-01-01T00:00:00"],
    ["1970-01-01T00:00:00.000Z"],
    ["1970-01-20T20:16:14Z"],
    ["1900-01-01"],
    ["2038-01-19T03:14:07Z"],
    [2_147_483_647],
    ["2099-12-31T23:59:59Z"],
    ["2999-12-31T00:00:00.000+00:00"],
    ["9999-12-31T23:59:59Z"],
    [253_402_300_799_000],
    ["12"],
    ["2024"],
    ["yesterday"],
    ["2024-13-01T00:00:00Z"],
    [""],
    [null],
    [{}],
  ])("that nobody can mean is none: %s", ([said]) => {
    expect(momentIn(said)).toBeUndefined();
  });
});

describe("a time between two moments of a tenant", () => {
  test("is none where one of them stands for none", () => {
    expect(spanMs(moment, moment + hour)).toBe(hour);
    expect(spanMs(moment + hour, moment)).toBe(0);
    expect(spanMs(moment + hour + 1, moment)).toBeUndefined();
    expect(spanMs(moment, moment + 400 * 24 * hour)).toBeUndefined();
    expect(spanMs(undefined, moment)).toBeUndefined();
    expect(spanMs(moment, undefined)).toBeUndefined();
  });

  test.for([moment + 30 * 24 * hour, moment - 900 * 24 * hour])(
    "is neither how long a watch runs nor what it took, from a start at %i",
    (start) => {
      const now = { elapsed: 1000, wall: moment };
      const options = { intervalMs: 5000, stallAfterMs: undefined };
      const watch = newWatch({ id: "a", label: undefined }, 0);
      const said = { ...answer("STARTED"), start, answeredAt: moment };
      const running = answered(watch, said, options, now).watch;
      expect(running.start).toBeUndefined();
      expect(runningMs(running, 2000)).toBeUndefined();
      const end = { ...said, status: "CANCELLED" };
      expect(answered(running, end, options, now).watch.ending).toMatchObject({
        kind: "CANCELLED",
        tookMs: undefined,
      });
    },
  );

  test("is not how long a listed task has run, which is over all the same", () => {
    for (const [created, completed] of [
      [0, null],
      ["0001-01-01T00:00:00Z", 1_714_574_212_775],
      [1_714_574_212_775, "9999-12-31T00:00:00Z"],
      [1_714_574_212_775, 0],
      [moment + 24 * hour, null],
    ]) {
      const body = { id: "a", created, completed, completionStatus: "SUCCESS" };
      const task = parseTaskStatus(JSON.stringify(body));
      expect(task && listedMs({ ...task, answeredAt: moment })).toBeUndefined();
      expect(task && isOver(task)).toBe(completed !== null);
    }
  });
});
