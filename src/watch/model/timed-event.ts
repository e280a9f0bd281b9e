import type {
  AggregationEvent,
  ServerEvent,
  DeprecatedEvent,
  LookEvent,
  MembershipEvent,
  PollEvent,
  ShareEvent,
  WaitEvent,
} from "./event.ts";
import type { Watch } from "./watch.ts";

/** An entry of the stream that readers get: what happened, when, and the id's state after it. */
export type TimedEvent =
  | {
      /** Milliseconds since the Unix epoch. */
      readonly at: number;
      readonly watch: Watch;
      readonly event: AggregationEvent | MembershipEvent | PollEvent;
    }
  | {
      readonly at: number;
      readonly watch: undefined;
      readonly event: WaitEvent | LookEvent | ShareEvent | ServerEvent | DeprecatedEvent;
    };

/** All events that are news to people; an answer as such is not. */
export type NewsEvent = Exclude<TimedEvent["event"], PollEvent>;
