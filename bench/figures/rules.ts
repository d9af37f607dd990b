import { previewDetection } from "../../server/domain/detection/previewDetection.js";
import { type Figure, median } from "../report.js";
import type { Stage } from "../stage.js";

const PASSES = 3;

/** All rules over all records, judged against the cases there are; a dry run, so that each pass finds the same. */
export async function measureRules({ ctx, owner }: Stage): Promise<Figure[]> {
  const { rows: [counted] } = await owner.query<{ orders: number }>(`SELECT count(*)::int AS orders FROM orders`);
  const seconds: number[] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    const started = performance.now();
    await previewDetection(ctx);
    seconds.push((performance.now() - started) / 1000);
  }
  return [{ name: "rules over all orders", value: counted!.orders / median(seconds), unit: "orders/s", atLeast: 200_000 }];
}
