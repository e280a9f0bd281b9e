import { describe, expect, test } from "vitest";
import { SignInRefusedError, TransientError } from "../../../src/api/http/errors.ts";
import { readyGrants } from "../../../src/api/sign-in/ready-token.ts";
import { createTokenKeeper, type SignedIn } from "../../../src/client/token-keeper.ts";
import { inventedClock } from "../../support/invented/clock.ts";

const second = 1000;
const day = 24 * 60 * 60 * second;

/** A keeper whose n-th token is `n`, lives so long, is waited for and takes so long to come. */
function keeper(expiresInMs: number | undefined, takesMs = 0, waitMs = 0) {
  const clock = inventedClock();
  const signIns: number[] = [];
  const tokens = createTokenKeeper(async (): Promise<SignedIn> => {
    if (waitMs > 0) await clock.sleep(waitMs);
    const leftAt = clock.elapsed();
    signIns.push(leftAt);
    const accessToken = String(signIns.length);
    if (takesMs > 0) await clock.sleep(takesMs);
    return { grant: { accessToken, expiresInMs }, leftAt };
  }, clock);
  return { clock, tokens, signIns };
}

/** What `work` comes to, while time passes. */
async function passing<Result>(
  clock: { advance(ms: number): Promise<void> },
  work: Promise<Result>,
) {
  const settled = work.then((value) => ({ value }));
  await clock.advance(second);
  return (await settled).value;
}

describe("a token", () => {
  test("is renewed a tenth of its life early, at most a minute", async () => {
    for (const [lifeMs, earlyMs] of [
      [15 * second, 1.5 * second],
      [100 * second, 10 * second],
      [600 * second, 60 * second],
      [43_200 * second, 60 * second],
    ] as const) {
      const { clock, tokens, signIns } = keeper(lifeMs);
      const { renewAt } = await passing(clock, tokens.current());
      expect(renewAt).toBe(lifeMs - earlyMs);
      await clock.advance(renewAt - clock.elapsed() - 1);
      expect((await tokens.current()).accessToken).toBe("1");
      await clock.advance(1);
      expect((await passing(clock, tokens.current())).accessToken).toBe("2");
      expect(signIns).toHaveLength(2);
    }
  });

  test("of 15 s works all day: none is used in its last tenth, none is renewed early", async () => {
    const { clock, tokens, signIns } = keeper(15 * second);
    const ages: number[] = [];
    while (clock.elapsed() < day) {
      const token = await tokens.current();
      ages.push(clock.elapsed() - (signIns[Number(token.accessToken) - 1] ?? 0));
      tokens.accepted(token);
      await clock.advance(5 * second);
    }
    expect(Math.max(...ages)).toBe(10 * second);
    expect(signIns).toHaveLength(day / (15 * second));
  });

  test("that took long to come is as old as its asking", async () => {
    const { clock, tokens } = keeper(15 * second, 800);
    const { renewAt } = await passing(clock, tokens.current());
    expect(renewAt).toBe(13.5 * second);
  });

  test("is no older for the time in which nothing could be asked, however long", async () => {
    const { clock, tokens } = keeper(720 * second, 0, 900 * second);
    const coming = tokens.current();
    await clock.advance(900 * second);
    const token = await coming;
    expect(token.renewAt).toBe(900 * second + 660 * second);
    expect(tokens.isUsable(token)).toBe(true);
    expect(tokens.refused(token)).toBe("replaceable");
  });

  test("whose life nobody said is used until it is refused", async () => {
    const { clock, tokens, signIns } = keeper(undefined);
    await tokens.current();
    await clock.advance(30 * day);
    expect((await tokens.current()).accessToken).toBe("1");
    expect(signIns).toHaveLength(1);
  });
});

describe("one renewal", () => {
  test("serves all who wait for it", async () => {
    const { clock, tokens, signIns } = keeper(15 * second, 500);
    const all = Promise.all(Array.from({ length: 100 }, () => tokens.current()));
    const texts = (await passing(clock, all)).map(({ accessToken }) => accessToken);
    expect(new Set(texts)).toEqual(new Set(["1"]));
    expect(signIns).toHaveLength(1);
  });

  test("follows any number of refusals of one token", async () => {
    const { clock, tokens, signIns } = keeper(43_200 * second, 500);
    const first = await passing(clock, tokens.current());
    const refusals = Array.from({ length: 100 }, () => tokens.refused(first));
    expect(new Set(refusals)).toEqual(new Set(["replaceable"]));
    await passing(clock, Promise.all(refusals.map(() => tokens.current())));
    expect(tokens.refused(first)).toBe("replaceable");
    expect((await tokens.current()).accessToken).toBe("2");
    expect(signIns).toHaveLength(2);
  });

  test("that fails fails for all who wait, and is tried again by whoever comes next", async () => {
    const clock = inventedClock();
    let times = 0;
    const tokens = createTokenKeeper(async () => {
      times += 1;
      if (times === 1) throw new TransientError("HTTP 503");
      return { grant: { accessToken: "good", expiresInMs: undefined }, leftAt: 0 };
    }, clock);
    const both = await Promise.allSettled([tokens.current(), tokens.current()]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect((await tokens.current()).accessToken).toBe("good");
    expect(times).toBe(2);
  });
});

describe("a refusal", () => {
  test("is hopeless where the token before was refused too and none was accepted between", async () => {
    const { tokens } = keeper(undefined);
    expect(tokens.refused(await tokens.current())).toBe("replaceable");
    expect(tokens.refused(await tokens.current())).toBe("hopeless");
  });

  test("is no worse than the first once a token was accepted", async () => {
    const { tokens } = keeper(undefined);
    for (let times = 0; times < 5; times += 1) {
      const token = await tokens.current();
      tokens.accepted(token);
      expect(tokens.refused(token)).toBe("replaceable");
    }
  });

  test("of a token that ran out on its way says nothing against the client", async () => {
    const { clock, tokens } = keeper(15 * second);
    const token = await tokens.current();
    await clock.advance(15 * second);
    expect(tokens.refused(token)).toBe("outlived");
    expect(tokens.refused(await tokens.current())).toBe("replaceable");
  });
});

describe("a ready token", () => {
  test("is given once; after its refusal there is none", () => {
    const give = readyGrants("acme.api.identitynow.com");
    const token = { accessToken: "t0ken", from: "SAIL_ACCESS_TOKEN" };
    expect(give(token)).toEqual({ accessToken: "t0ken", expiresInMs: undefined });
    expect(() => give(token)).toThrow(SignInRefusedError);
    expect(() => give(token)).toThrow(
      /^The access token from SAIL_ACCESS_TOKEN is refused by acme\.api.* cannot be renewed\. Get/,
    );
    expect(() => give(token)).not.toThrow(/t0ken/);
  });
});

test("that an older token was accepted says nothing for the one after it", async () => {
  const { clock, tokens } = keeper(undefined);
  const first = await passing(clock, tokens.current());
  expect(tokens.refused(first)).toBe("replaceable");
  const second = await passing(clock, tokens.current());
  tokens.accepted(first);
  expect(tokens.refused(second)).toBe("hopeless");
});

test("a token is outlived from the moment on at which its life is used up", async () => {
  const { clock, tokens } = keeper(100_000);
  const token = await passing(clock, tokens.current());
  await clock.advance(token.outlivedAt - clock.elapsed());
  expect(tokens.refused(token)).toBe("outlived");
});
