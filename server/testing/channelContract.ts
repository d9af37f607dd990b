import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { type ChannelTraits, type MessageChannel, type OutgoingMessage, wordingOf } from "../ports/MessageChannel.js";

/** Ways a provider can misbehave, whichever it is. `accepted…` ones keep the message and lose the answer. */
export type ProviderFault = "rateLimited" | "refusing" | "serverError" | "silent" | "acceptedThenDropped" | "unreachable";

/** A channel beside the local server it talks to. */
export interface ChannelBench {
  channel: MessageChannel;
  recipient: string;
  /** Texts that arrived, as people read them; left out by a channel that keeps nothing. */
  arrived?: () => string[];
  /** The same texts as they came over the wire, which is what the provider counts. */
  arrivedRaw?: () => string[];
  /** The channel with its provider failing once; left out by a channel that has no provider. */
  failing?: (fault: ProviderFault) => Promise<MessageChannel>;
  close?: () => Promise<void>;
}

const AWKWARD = "Invoice INV-2026-0042 <!channel> & <https://example.org|this> is due.\n*EUR 1,200.00* _today_ — Ünïcode 🚚 `x` @here";

/** What every channel owes its only caller, the posting domain. */
export function describeChannel(declared: ChannelTraits, setUp: () => Promise<ChannelBench>): void {
  describe(`the ${declared.kind} channel`, () => {
    let bench: ChannelBench;
    const signal = () => AbortSignal.timeout(20_000);
    const message = (values: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
      recipient: bench.recipient, subject: null, text: "A line.", threadId: null, idempotencyKey: randomUUID(), ...values,
    });
    const accepted = async (values: Partial<OutgoingMessage> = {}) => {
      const result = await bench.channel.post(message(values), signal());
      if (result.outcome !== "accepted") throw new Error(`${result.outcome}: ${result.reason}`);
      return result.reference;
    };

    beforeAll(async () => void (bench = await setUp()));
    afterAll(() => bench.close?.());

    test("is what it was declared to be", () => {
      const { kind, abilities, limits } = declared;
      expect(bench.channel).toMatchObject({ kind, abilities, limits });
    });

    test("sends what is measured", async () => {
      await accepted({ subject: "A & B", text: AWKWARD });
      if (bench.arrivedRaw) expect(bench.arrivedRaw().at(-1)).toBe(wordingOf(declared, { subject: "A & B", text: AWKWARD }));
    });

    test("answers an accepted message with a reference of its own", async () => {
      const [first, second] = [await accepted(), await accepted()];
      expect(first.channel).toBeTruthy();
      expect(first.messageId).toBeTruthy();
      expect(second.messageId).not.toBe(first.messageId);
    });

    test("delivers exactly the approved words, with nothing in them taken as an instruction", async () => {
      await accepted({ text: AWKWARD });
      if (bench.arrived) expect(bench.arrived().at(-1)).toBe(AWKWARD);
    });

    test("puts the subject above the text", async () => {
      await accepted({ subject: "Overdue: INV-2026-0042", text: "Please pay." });
      if (bench.arrived) expect(bench.arrived().at(-1)).toBe("Overdue: INV-2026-0042\n\nPlease pay.");
    });

    test("keeps a later message in the thread of the first, where it can", async () => {
      if (!bench.channel.abilities.threads) return;
      const first = await accepted();
      expect(first.threadId).toBeTruthy();
      expect((await accepted({ threadId: first.threadId })).threadId).toBe(first.threadId);
    });

    test("leaves one message for one key, where it says so", async () => {
      if (!bench.channel.abilities.idempotent) return;
      const idempotencyKey = randomUUID();
      expect((await accepted({ idempotencyKey })).messageId).toBe((await accepted({ idempotencyKey })).messageId);
    });

    test("finds its own message again, and only that, where it can", async () => {
      expect(Boolean(bench.channel.find)).toBe(bench.channel.abilities.lookup);
      if (!bench.channel.find) return;
      const since = new Date();
      const posted = message();
      const reference = await accepted(posted);
      await accepted();
      expect(await bench.channel.find(posted, since, signal())).toEqual(reference);
      expect(await bench.channel.find(message(), since, signal())).toBeNull();

      const answer = message({ threadId: reference.threadId });
      const answered = await accepted(answer);
      expect(await bench.channel.find(answer, since, signal())).toEqual(answered);
    });

    test("knows that it is signed in", async () => {
      await expect(bench.channel.check(signal())).resolves.toBeUndefined();
    });

    test.each([
      ["rateLimited", "notSent"],
      ["refusing", "refused"],
      ["serverError", "unknown"],
      ["silent", "unknown"],
      ["acceptedThenDropped", "unknown"],
      ["unreachable", "notSent"],
    ] as const)("a provider that is %s means %s, in words, and no second try of its own", async (fault, outcome) => {
      if (!bench.failing) return;
      const channel = await bench.failing(fault);
      const before = bench.arrived?.().length ?? 0;
      const result = await channel.post(message(), signal());
      expect(result).toMatchObject({ outcome, reason: expect.stringMatching(/\w{3}.*\.$/) });
      if (fault === "rateLimited") expect(result).toMatchObject({ retryAfterSeconds: expect.any(Number) });
      expect((bench.arrived?.().length ?? 0) - before).toBe(fault === "acceptedThenDropped" ? 1 : 0);
    });
  });
}
