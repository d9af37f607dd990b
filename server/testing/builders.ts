import type pg from "pg";

/** The instant that tests stand at: a Wednesday morning with working days all around it. */
export const NOW = new Date("2026-11-18T09:00:00Z");

/** The day so many days from today, YYYY-MM-DD; yesterday is `day(-1)`. */
export const day = (offset: number) => new Date(Date.UTC(2026, 10, 18 + offset)).toISOString().slice(0, 10);

/** The instant so many hours from now; an hour ago is `hour(-1)`. */
export const hour = (offset: number) => new Date(NOW.getTime() + offset * 3_600_000);

/** A row as the database answered, by property names. */
export interface Made { table: string; id: string; number: string; distributorId: string; [property: string]: any }
type Values = Record<string, unknown>;

const snake = (property: string) => property.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * Writes records straight into the database, each with what it hangs on, so that a test says only what matters to it.
 * @example await given.invoice({ dueOn: day(-35), outstandingMinor: 8_420_000 })
 */
export class Given {
  private serial = 0;

  constructor(private readonly pool: pg.Pool, private readonly at: Date = NOW) {}

  distributor = (values: Values = {}) =>
    this.insert("distributors", {
      number: this.number("DIST"), legalName: "Halvorsen Nordic AS", country: "NO", region: "Nordics", tier: "b", currency: "EUR",
      onboardingState: "active", screeningState: "clear", poRequired: false, ...values,
    });

  /** Its lines come as partial rows; their values sum to the order's unless told otherwise. */
  async order({ lines = [], ...values }: Values & { lines?: Values[] } = {}): Promise<Made> {
    const distributorId = await this.distributorOf(values);
    const order = await this.insert("orders", {
      number: this.number("ORD"), currency: "EUR", valueMinor: 1_000_000, orderedOn: day(-2), status: "confirmed", statusChangedAt: hour(-24),
      originCountry: "NL", destinationCountry: "NO", mode: "road", ...values, distributorId,
    });
    order.lines = [];
    for (const [index, line] of lines.entries()) order.lines.push(await this.line(order, { lineNumber: String(index + 1), ...line }));
    return order;
  }

  line = (order: Made, values: Values = {}) =>
    this.insert("order_lines", { orderId: order.id, lineNumber: "1", sku: "VALVE-20", quantity: 100, unitPrice: 100, valueMinor: 1_000_000, ...values });

  async invoice(values: Values = {}): Promise<Made> {
    const order = values.order as Made | undefined;
    const distributorId = order?.distributorId ?? (await this.distributorOf(values));
    const amountMinor = values.amountMinor ?? values.outstandingMinor ?? 1_000_000;
    const dueOn = values.dueOn ?? day(10);
    return this.insert("invoices", {
      number: this.number("INV"), currency: "EUR", amountMinor, outstandingMinor: amountMinor, dueOn, issuedOn: before(dueOn as string, 30), status: "open",
      ...values, orderId: order?.id, distributorId,
    });
  }

  promise = (invoice: Made, values: Values = {}) =>
    this.insert("payment_promises", { invoiceId: invoice.id, amountMinor: invoice.outstandingMinor, promisedOn: day(3), givenOn: day(-4), ...values });

  dispute = (invoice: Made, values: Values = {}) =>
    this.insert("invoice_disputes", { invoiceId: invoice.id, code: "price", amountMinor: invoice.outstandingMinor, openedOn: day(-10), ...values });

  payment = (invoice: Made, values: Values = {}) =>
    this.insert("payments", {
      number: this.number("PAY"), distributorId: invoice.distributorId, invoiceId: invoice.id, currency: invoice.currency, amountMinor: 100_000, receivedOn: day(-1), ...values,
    });

  unappliedCash = (distributor: Made, values: Values = {}) =>
    this.insert("payments", { number: this.number("PAY"), distributorId: distributor.id, currency: "EUR", amountMinor: 100_000, receivedOn: day(-1), ...values });

  async shipment(values: Values = {}): Promise<Made> {
    const order = (values.order as Made | undefined) ?? (await this.order({ distributor: values.distributor, fulfilmentStatus: "shipped" }));
    return this.insert("shipments", {
      number: this.number("SHP"), carrier: "Kestrel Freight", trackingNumber: this.number("KF"), status: "in_transit", statusChangedAt: hour(-5),
      lastEventAt: hour(-5), pickedUpAt: hour(-20), promisedOn: day(5), mode: "road", originCountry: "NL", destinationCountry: "NO",
      ...values, orderId: order.id, distributorId: order.distributorId,
    });
  }

  shipmentLine = (shipment: Made, line: Made, values: Values = {}) =>
    this.insert("shipment_lines", { shipmentId: shipment.id, orderLineId: line.id, shippedQuantity: 100, ...values });

  /** A document of a distributor, unless an order or a shipment is named. */
  async document(values: Values = {}): Promise<Made> {
    const { order, shipment } = values as { order?: Made; shipment?: Made };
    const distributorId = order?.distributorId ?? shipment?.distributorId ?? (await this.distributorOf(values));
    return this.insert("documents", {
      number: this.number("DOC"), kind: "licence", title: "Import licence", state: "approved", stateChangedAt: hour(-24),
      ownerOrderId: order?.id, ownerShipmentId: shipment?.id, ownerDistributorId: order || shipment ? undefined : distributorId,
      orderId: order?.id ?? shipment?.orderId, ...values, distributorId,
    });
  }

  rate = (base: string, quote: string, rate: number, on = day(-1)) =>
    this.pool.query(`INSERT INTO fx_rates (day, base, quote, rate) VALUES ($1, $2, $3, $4)`, [on, base, quote, rate]);

  /** Changes a record as an import or a person would have. */
  async change(made: Made, values: Values): Promise<void> {
    const entries = Object.entries(values);
    await this.pool.query(
      `UPDATE ${made.table} SET ${entries.map(([property], i) => `${snake(property)} = $${i + 2}`).join(", ")}, version = version + 1 WHERE id = $1`,
      [made.id, ...entries.map(([, value]) => value)],
    );
  }

  async insert(table: string, values: Values): Promise<Made> {
    const row = Object.entries({ createdAt: this.at, updatedAt: this.at, ...values })
      .filter(([, value]) => value !== undefined && !isMade(value));
    const { rows } = await this.pool.query(
      `INSERT INTO ${table} (${row.map(([property]) => snake(property)).join(", ")}) VALUES (${row.map((_, i) => `$${i + 1}`).join(", ")}) RETURNING *`,
      row.map(([, value]) => value),
    );
    const made = Object.fromEntries(Object.entries(rows[0]).map(([column, value]) => [camel(column), value]));
    return { ...made, table, distributorId: made.distributorId ?? made.id } as Made;
  }

  private distributorOf = async ({ distributor }: Values) => ((distributor as Made | undefined) ?? (await this.distributor())).id;
  private number = (prefix: string) => `${prefix}-2026-${String(++this.serial).padStart(4, "0")}`;
}

const isMade = (value: unknown): value is Made => typeof value === "object" && value !== null && "table" in value;
const before = (date: string, days: number) => new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
