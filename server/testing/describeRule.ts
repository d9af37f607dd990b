import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Fact } from "../../entities/Fact.js";
import { runDetection } from "../domain/detection/runDetection.js";
import type { Given, Made } from "./builders.js";
import { type DetectionDesk, openDetectionDesk } from "./detectionDesk.js";

type Arrange = (given: Given) => Promise<Made>;

interface Found { severity: number; title: string; value: number | null; blocksOrder: boolean; facts: Record<string, string> }

/** What a rule must do, each part a record made for it. */
export interface RuleStory {
  /** A plain case, and what the finding must say of it. */
  fires: Arrange;
  finds: Partial<Found>;
  /** The record that just fires beside the one that just doesn't. */
  boundary: { fires: Arrange; quiet: Arrange };
  /** Other ways to the same finding. */
  alsoFires?: Record<string, Arrange>;
  /** Records that look like it and are none. */
  quiet: Record<string, Arrange>;
  /** What makes the cause of the plain case go away. */
  closes: (given: Given, subject: Made) => Promise<unknown>;
}

/** Tests rules by their stories, on one real database; every story's records hang on a distributor of their own. */
export function describeRules(stories: Record<string, RuleStory>): void {
  let desk: DetectionDesk;
  beforeAll(async () => void (desk = await openDetectionDesk()));
  afterAll(() => desk.close());

  /** Runs one rule over the subject's distributor and answers with the subject's live case. */
  async function detect(code: string, subject: Made): Promise<Found | undefined> {
    await runDetection(desk.ctx, { cause: "test", rules: [code], distributorIds: [subject.distributorId] });
    const [found] = await desk.rows<any>(
      `SELECT severity, title, value_minor AS value, blocks_order AS "blocksOrder", facts FROM exceptions WHERE fingerprint = $1 AND state = 'open'`, [`${code}:${subject.id}`]);
    return found && { ...found, facts: Object.fromEntries((found.facts as Fact[]).map(({ label, value }) => [label, value])) };
  }

  describe.each(Object.entries(stories))("%s", (code, { fires, finds, boundary, alsoFires = {}, quiet, closes }) => {
    test("fires, and says why", async () => {
      expect(await detect(code, await fires(desk.given))).toMatchObject(finds);
    });
    test("fires exactly from its boundary on", async () => {
      expect(await detect(code, await boundary.fires(desk.given))).toBeDefined();
      expect(await detect(code, await boundary.quiet(desk.given))).toBeUndefined();
    });
    for (const [why, arrange] of Object.entries(alsoFires)) {
      test(`fires too: ${why}`, async () => expect(await detect(code, await arrange(desk.given))).toBeDefined());
    }
    test.each(Object.entries(quiet))("stays quiet: %s", async (_, arrange) => {
      expect(await detect(code, await arrange(desk.given))).toBeUndefined();
    });
    test("closes when its cause is gone", async () => {
      const subject = await fires(desk.given);
      expect(await detect(code, subject)).toBeDefined();
      await closes(desk.given, subject);
      expect(await detect(code, subject)).toBeUndefined();
      const [{ state, resolution }] = await desk.rows<any>(`SELECT state, resolution FROM exceptions WHERE fingerprint = $1`, [`${code}:${subject.id}`]);
      expect({ state, resolution }).toEqual({ state: "resolved", resolution: "The cause is gone." });
    });
  });
}
