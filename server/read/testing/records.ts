import { Bill, Label, Licence, Line, Partner, Purchase } from "./entities.js";
import type { Random } from "./random.js";
import type { Trade } from "./trade.js";

/** The rows of the trade as linked entities, for an evaluator that knows no SQL. */
export interface Records { partners: Partner[]; licences: Licence[]; purchases: Purchase[]; lines: Line[]; bills: Bill[]; labels: Label[] }

const id = (kind: number, n: number) => `0000000${kind}-0000-7000-8000-${String(n).padStart(12, "0")}`;
const make = <E extends object>(type: new () => E, values: Partial<E>): E => Object.assign(new type(), values);

export function makeRecords(random: Random): Records {
  const { pick, int, maybe } = random;
  const times = <E>(count: number, one: (n: number) => E) => Array.from({ length: count }, (_, n) => one(n));
  const day = () => `2026-${pick(["05", "06", "07"])}-${String(int(1, 28)).padStart(2, "0")}`;
  const instant = () => new Date(`${day()}T${pick(["00:00:00", "11:59:59.999", "12:00:00"])}Z`);
  const batches = times(3, (n) => id(9, n));
  const archive = () => (maybe(0.2) ? { archivedAt: instant(), archiveBatchId: pick([...batches, null]) } : { archivedAt: null, archiveBatchId: null });

  const partners: Partner[] = [];
  times(9, (n) => {
    const parent = maybe(0.4) && partners.length ? pick(partners) : null;
    partners.push(make(Partner, {
      id: id(1, n), name: `${pick(["Nordwind", "Halden", "Ostrava", "100%_"])} ${int(1, 4)}`, region: pick(["EMEA", "APAC", "AMER"]), tier: pick(["a", "b", null]),
      creditLimit: maybe(0.3) ? null : int(0, 900) * 100, parentId: parent?.id ?? null, parent, children: [], purchases: [], licence: null,
    }));
  });
  const licences = partners.filter(() => maybe(0.6)).map((partner, n) =>
    make(Licence, { id: id(2, n), code: `LIC-${n}`, expiresOn: maybe(0.2) ? null : day(), partnerId: partner.id, partner }));
  const labels = times(4, (n) => make(Label, { id: id(3, n), name: `${pick(["Fragile", "cold_chain", "Export"])} ${n}`, purchases: [] }));
  const purchases = times(40, (n) => {
    const partner = maybe(0.15) ? null : pick(partners);
    return make(Purchase, {
      id: id(4, n), number: `PUR-${String(int(0, 9))}${n}`, status: pick(["open", "done", "held"]), priority: maybe(0.3) ? null : int(1, 3),
      tags: ["rush", "export", "vip"].filter(() => maybe(0.4)), dueAt: maybe(0.25) ? null : instant(), valueMinor: int(0, 5) * 1_000, currency: pick(["EUR", "JPY", "KWD"]),
      ...archive(), partnerId: partner?.id ?? null, partner, lines: [], bills: [], labels: labels.filter(() => maybe(0.3)),
    });
  });
  const lines = times(90, (n) => {
    const purchase = pick(purchases);
    return make(Line, {
      id: id(5, n), position: int(1, 4), sku: pick(["A-1", "B-2", "c_3"]), price: `${int(0, 9)}.${int(100_000, 999_999)}`, weight: maybe(0.3) ? null : int(1, 9) / 4,
      purchaseId: purchase.id, purchase,
    });
  });
  const bills = times(50, (n) => {
    const purchase = maybe(0.1) ? null : pick(purchases);
    const along = purchase?.archivedAt && maybe(0.5) ? { archivedAt: purchase.archivedAt, archiveBatchId: purchase.archiveBatchId } : archive();
    return make(Bill, {
      id: id(6, n), number: `BILL-${n}`, paid: maybe(0.4), amountMinor: int(0, 4) * 500, currency: pick(["EUR", "JPY"]), dueOn: maybe(0.2) ? null : day(),
      ...along, purchaseId: purchase?.id ?? null, purchase,
    });
  });
  for (const partner of partners) partner.parent?.children!.push(partner);
  for (const licence of licences) licence.partner.licence = licence;
  for (const purchase of purchases) {
    purchase.partner?.purchases!.push(purchase);
    for (const label of purchase.labels!) label.purchases!.push(purchase);
  }
  for (const line of lines) line.purchase.lines!.push(line);
  for (const bill of bills) bill.purchase?.bills!.push(bill);
  return { partners, licences, purchases, lines, bills, labels };
}

export async function store(trade: Trade, records: Records): Promise<void> {
  for (const table of ["partners", "licences", "labels", "purchases", "lines", "bills"] as const) await trade.insert(table, records[table].map(columnsOf));
  await trade.insert("purchase_labels", records.purchases.flatMap(({ id: purchase, labels }) => labels!.map((label) => ({ purchase_id: purchase, label_id: label.id }))));
}

const columnsOf = (record: object) =>
  Object.fromEntries(Object.entries(record)
    .filter(([, value]) => value === null || typeof value !== "object" || value instanceof Date || (Array.isArray(value) && typeof value[0] !== "object"))
    .map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]));
