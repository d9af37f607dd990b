import { ActorKind, Role } from "../../../entities/enums.js";
import { openDetectionDesk, type DetectionDesk } from "../../testing/detectionDesk.js";
import { loadRates } from "./loadRates.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk.close());

const RATES = "day,base,quote,rate\n2026-11-02,EUR,GBP,0.8612\n2026-11-03,EUR,GBP,0.8605\n";

test("rates are added once, corrected where they differ, and told of in one entry", async () => {
  expect(await loadRates(desk.ctx, RATES)).toBe(2);
  expect(await loadRates(desk.ctx, RATES)).toBe(0);
  expect(await loadRates(desk.ctx, RATES.replace("0.8605", "0.8611"))).toBe(1);
  expect(await desk.rows("SELECT day, rate::text FROM fx_rates ORDER BY day")).toEqual([{ day: "2026-11-02", rate: "0.86120000" }, { day: "2026-11-03", rate: "0.86110000" }]);
  expect(await desk.rows("SELECT FROM audit_logs WHERE type = 'rates.changed'")).toHaveLength(2);
});

test("it takes the right to change settings", async () => {
  const viewer = desk.ctx.as({ kind: ActorKind.USER, userId: "019ab000-0000-7000-8000-000000000001", name: "Vera", roles: [Role.VIEWER], teams: [], regions: [] });
  await expect(loadRates(viewer, RATES)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
