import { test } from "@jest/globals";
import { openDetectionDesk } from "../../testing/detectionDesk.js";
import { runDetection } from "./runDetection.js";
import { previewDetection } from "./previewDetection.js";
import { RULES } from "./catalogue.js";

test("perf", async () => {
  const desk = await openDetectionDesk();
  const q = desk.rows;
  const N = Number(process.env.N ?? 50000);
  await q(`INSERT INTO distributors (created_at, updated_at, number, legal_name, country, region, tier, credit_limit_minor, onboarding_state, screening_state, tax_id, po_required)
    SELECT now(), now(), 'D-'||n, 'Company '||n, 'NL','EU', (ARRAY['a','b','c'])[1+n%3], 500000000, 'active','clear','T'||n, true FROM generate_series(1,500) n`);
  await q(`INSERT INTO orders (created_at, updated_at, number, distributor_id, po_number, currency, value_minor, ordered_on, promised_on, origin_country, destination_country, mode, status, status_changed_at, fulfilment_status, billing_status)
    SELECT now(), now(), 'O-'||n, d.id, 'PO-'||n, CASE WHEN n%10=0 THEN 'USD' ELSE 'EUR' END, 100000+n, DATE '2026-11-18' - (n%365), DATE '2026-11-18' - (n%365) + 30, 'NL', (ARRAY['DE','FR','NO','US'])[1+n%4], (ARRAY['road','sea','air'])[1+n%3],
      CASE WHEN n%365 > 60 THEN 'closed' ELSE 'confirmed' END, timestamptz '2026-11-18Z' - (n%365) * interval '1 day', CASE WHEN n%365 > 30 THEN 'delivered' WHEN n%365 > 10 THEN 'shipped' ELSE 'unfulfilled' END, CASE WHEN n%365 > 12 THEN 'billed' ELSE 'to_bill' END
    FROM generate_series(1,${N}) n JOIN LATERAL (SELECT id FROM distributors WHERE number = 'D-'||(1+n%500)) d ON true`);
  await q(`INSERT INTO order_lines (created_at, updated_at, order_id, line_number, sku, quantity, po_quantity, available_quantity, unit_price, list_price, unit_cost, value_minor)
    SELECT now(), now(), o.id, l::text, 'SKU-'||(l*7), 10+l, 10+l, 500, 100, 100, 70, 30000 FROM orders o, generate_series(1,3) l`);
  await q(`INSERT INTO invoices (created_at, updated_at, number, distributor_id, order_id, status, currency, amount_minor, outstanding_minor, issued_on, due_on)
    SELECT now(), now(), 'I'||o.number, distributor_id, o.id, CASE WHEN ordered_on < DATE '2026-11-18' - 90 AND right(o.number,1) <> '3' THEN 'paid' ELSE 'open' END, currency, value_minor, CASE WHEN ordered_on < DATE '2026-11-18' - 90 AND right(o.number,1) <> '3' THEN 0 ELSE value_minor END, ordered_on + 13, ordered_on + 43 FROM orders o WHERE billing_status = 'billed'`);
  await q(`INSERT INTO shipments (created_at, updated_at, number, order_id, distributor_id, carrier, tracking_number, status, status_changed_at, mode, picked_up_at, promised_on, delivered_at, last_event_at, pod_received_on)
    SELECT now(), now(), 'S'||number, id, distributor_id, 'C', number, CASE fulfilment_status WHEN 'delivered' THEN 'delivered' ELSE 'in_transit' END, ordered_on + interval '12 days', mode, ordered_on + interval '11 days', promised_on, CASE WHEN fulfilment_status='delivered' THEN ordered_on + interval '25 days' END, timestamptz '2026-11-18Z', CASE WHEN right(number,1)<>'7' THEN ordered_on + 27 END FROM orders WHERE fulfilment_status <> 'unfulfilled'`);
  await q(`INSERT INTO shipment_lines (created_at, updated_at, shipment_id, order_line_id, shipped_quantity, delivered_quantity) SELECT now(), now(), s.id, l.id, 10, 10 FROM shipments s JOIN order_lines l ON l.order_id = s.order_id`);
  await q(`INSERT INTO documents (created_at, updated_at, number, kind, title, state, state_changed_at, owner_distributor_id, distributor_id, expires_on) SELECT now(), now(), 'DOC'||n||d.number, 'licence', 'L', 'approved', now(), d.id, d.id, DATE '2026-11-18' + (n * 20 + (random()*300)::int) FROM distributors d, generate_series(1,8) n`);
  await desk.given.rate("EUR", "USD", 1.1);
  const { database } = desk.ctx.services;
  console.log((await q(`select count(*) from orders`))[0]);
  const { createTestDatabase } = await import("../../testing/testDatabase.js"); void createTestDatabase; void database;
  if (process.env.ANALYZE) { const pg = (await import("pg")).default; const u = new URL(process.env.TEST_PG_URL!); u.pathname = "/" + (await q(`select current_database() as d`))[0]!.d; const c = new pg.Client({ connectionString: u.href }); await c.connect(); await c.query("VACUUM ANALYZE"); await c.end(); }
  const out: string[] = [];
  const time = async (label: string, work: () => Promise<any>) => { const t = performance.now(); const r = await work(); out.push(`${label}: ${(performance.now() - t).toFixed(0)} ms ${JSON.stringify(Array.isArray(r) ? { f: r[0].wouldFire, u: r[0].undecided } : { o: r.opened, u: r.updated, c: r.cleared })}`); };
  for (const { code } of RULES) await time(code, () => previewDetection(desk.ctx, { rules: [code] }));
  await time("first run", () => runDetection(desk.ctx, { cause: "t" }));
  await time("second run", () => runDetection(desk.ctx, { cause: "t" }));
  await time("third run", () => runDetection(desk.ctx, { cause: "t" }));
  const [{ id }] = await q(`select id from distributors limit 1`) as any;
  await time("one distributor", () => runDetection(desk.ctx, { cause: "t", distributorIds: [id] }));
  await time("one distributor", () => runDetection(desk.ctx, { cause: "t", distributorIds: [id] }));
  {
    const { clockOf, collectFindings, rulesOf } = await import("./detectionPass.js");
    const { judge } = await import("./verdicts.js");
    const scope = process.env.ONE ? { distributorIds: [id] } : {};
    await desk.ctx.transaction(async (tx) => {
      const rules = await rulesOf(tx, scope); const clock = await clockOf(desk.ctx, tx, scope);
      const orig = tx.query.bind(tx); const log: [number, string][] = [];
      (tx as any).query = async (sql: string, p: any) => { const t = performance.now(); const r = await orig(sql, p); log.push([performance.now() - t, sql.replace(/\s+/g, " ").slice(0, 60) + (sql.match(/'([A-Z]+_[A-Z_]+)' AS rule/)?.[1] ?? "")]); return r; };
      await collectFindings(tx, rules, clock); await judge(tx, rules.map((r) => r.rule.code), clock);
      log.sort((a, b) => b[0] - a[0]); out.push(...log.slice(0, 14).map(([t, s]) => `${t.toFixed(0)} ${s}`));
      if (process.env.PLAN) {
        const { compileRule } = await import("./compileRule.js"); const { bind } = await import("./bind.js");
        const rule = rules.find((r) => r.rule.code === process.env.PLAN)!;
        const b = bind(compileRule(rule.rule, tx.manager.connection), { ...clock, ...rule.thresholds });
        out.push((await orig("EXPLAIN (ANALYZE, BUFFERS OFF) " + b.sql, b.parameters)).map((r: any) => r["QUERY PLAN"]).join("\n"));
      }
    });
  }
  console.log(out.join("\n"));
  await desk.close();
}, 600000);
