import * as v from "valibot";
import type { Course } from "../../watch/forecast/course.ts";
import type { EarlierCounter, Quarters } from "../../watch/forecast/usual.ts";
import { asIs, type Fields, maybe, object } from "./codec.ts";
import { amount, count, yes } from "./fields.ts";

export const quarters = asIs<Quarters>(v.tuple([amount.read, amount.read, amount.read]));

const earlierCounter = object<EarlierCounter>({
  total: count,
  tookMs: amount,
  quarters: maybe(quarters),
  isGuess: maybe(yes),
});

/** How the work of a run went. */
export const courseFields: Fields<Course> = {
  accounts: maybe(earlierCounter),
  identities: maybe(earlierCounter),
  beginShare: maybe(amount),
  tailMs: maybe(amount),
  longestGapMs: maybe(amount),
};
