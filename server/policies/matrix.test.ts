import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildClientSchema, getIntrospectionQuery, getNamedType, getNullableType, type GraphQLField, type GraphQLSchema, isListType, isRequiredArgument } from "graphql";
import { COLUMNS, type Mark, markOf, rightsTable } from "../testing/rightsTable.js";
import { refusedInputs } from "../testing/refusedInputs.js";
import { rightsWorld } from "../testing/rightsWorld.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { mutationOf, Story } from "../testing/story.js";

// Who may do what, asked of the API. The record is accounting's, of a distributor in the
// Nordics; Marta Soler of iberianSales sees Iberia alone, and there she sees what sales does.

/** Lists and singles of every noun. Viewers read who and what a task names, and no rules. */
const RECORDS = rightsTable(`
                            sales  accounting  logistics  legal  admin  viewer  iberianSales  nobody
  Distributor               +      +           +          +      +      +       -             ?
  Order                     +      +           +          +      +      +       -             ?
  Invoice                   +      +           +          +      +      +       -             ?
  Shipment                  +      +           +          +      +      +       -             ?
  Document                  +      +           +          +      +      +       -             ?
  ExceptionCase             +      +           +          +      +      +       -             ?
  FollowUpTask              +      +           +          +      +      +       -             ?
  Draft                     -      +           -          +      +      -       -             ?
  Approval                  -      +           -          +      +      -       -             ?
  OutboundMessage           -      +           -          +      +      -       -             ?
  AuditEntry                +      +           +          +      +      +       -             ?
  AuditEntry of a sign-in   -      -           -          +      +      -       -             ?
  InboundEvent              x      x           x          x      +      x       x             ?
  Import                    +      +           +          +      +      +       +             ?
  User                      +      +           +          +      +      +       +             ?
  AgentProfile              +      +           +          +      +      +       +             ?
  Channel                   +      +           +          +      +      +       +             ?
  DetectionRule             +      +           +          +      +      x       +             ?
  Contact                   +      +           +          +      +      +       -             ?
  OrderLine                 +      +           +          +      +      +       -             ?
  OrderHold                 +      +           +          +      +      +       -             ?
  Payment                   +      +           x          x      +      +       -             ?
  InvoiceDispute            +      +           x          x      +      +       -             ?
  PaymentPromise            +      +           x          x      +      +       -             ?
  ShipmentLine              +      +           +          +      +      +       -             ?
  ShipmentEvent             +      +           +          +      +      +       -             ?
  DraftRevision             -      +           -          +      +      -       -             ?
  DeliveryEvent             -      +           -          +      +      -       -             ?
  ImportIssue               -      +           -          -      +      x       -             ?
  ChannelRoute              +      +           +          +      +      x       +             ?
  AssignmentProposal        x      +           x          x      +      x       -             ?
  ExceptionCause            +      +           +          +      +      +       -             ?
  WorkingInterval           +      +           +          +      +      +       +             ?
  ExchangeRates             +      +           +          +      +      x       +             ?
  Viewer                    +      +           +          +      +      +       +             -
`);

/** Fields that not everybody who reads the record may read. */
const FIELDS = rightsTable(`
                                                   sales  accounting  logistics  legal  admin  viewer  iberianSales  nobody
  distributor creditLimit                          +      +           -          -      +      -       -             ?
  distributor contacts name                        +      +           +          +      +      -       -             ?
  distributor contacts email                       +      +           +          +      +      -       -             ?
  distributor contacts phone                       +      +           +          +      +      -       -             ?
  order lines unitPrice                            +      +           +          +      +      +       -             ?
  order lines unitCost                             +      +           -          -      +      -       -             ?
  order lines marginPercent                        +      +           -          -      +      -       -             ?
  invoice number                                   +      +           +          +      +      +       -             ?
  invoice status                                   +      +           +          +      +      +       -             ?
  invoice amount                                   +      +           -          -      +      +       -             ?
  invoice outstanding                              +      +           -          -      +      +       -             ?
  invoice dueOn                                    +      +           -          -      +      +       -             ?
  invoice payments amount                          +      +           -          -      +      +       -             ?
  invoice disputes amount                          +      +           -          -      +      +       -             ?
  invoice promises amount                          +      +           -          -      +      +       -             ?
  exception value                                  +      +           -          -      +      +       -             ?
  invoiceFile issues value                         -      +           -          -      +      -       -             ?
  invoiceFile fileName                             +      +           +          +      +      +       +             ?
  kyc fileReference                                +      +           -          +      +      -       -             ?
  contract fileReference                           +      +           -          +      +      -       -             ?
  licence fileReference                            +      +           +          +      +      +       -             ?
  draft currentRevision body                       -      +           -          +      +      -       -             ?
  draft currentRevision aiOutput provider          -      +           -          +      +      -       -             ?
  task drafts number                               -      +           -          +      +      -       -             ?
  colleague email                                  +      +           +          +      +      -       +             ?
  channel recipients                               +      +           +          +      +      -       +             ?
  draftEntry details body                          -      +           -          +      +      -       -             ?
  distributorEntry details after creditLimitMinor  +      +           -          -      +      -       -             ?
  distributorEntry details after contact*email     +      +           +          +      +      -       -             ?
  orderEntry details after line*unitCost           +      +           -          -      +      -       -             ?
  invoiceEntry details after outstandingMinor      +      +           -          -      +      +       -             ?
  exceptionEntry details after valueMinor          +      +           -          -      +      +       -             ?
  exceptionEntry details after facts value           +      +           -          -      +      +       -             ?
  openedEntry details after title                  +      +           -          -      +      +       -             ?
  kycEntry details after fileReference             +      +           -          +      +      -       -             ?
`);

/** Sorting and filtering must not tell what reading does not. */
const ORACLES = rightsTable(`
                                                sales  accounting  logistics  legal  admin  viewer  iberianSales  nobody
  invoices(orderBy: [{ field: OUTSTANDING }])   +      +           x          x      +      +       +             ?
  invoices(orderBy: [{ field: AMOUNT }])        +      +           x          x      +      +       +             ?
  invoices(orderBy: [{ field: DUE_ON }])        +      +           x          x      +      +       +             ?
  invoices(filter: { overdue: true })           +      +           x          x      +      +       +             ?
`);

/** On the same record: `x` may read it and is refused, `-` may not even know it. */
const MUTATIONS = rightsTable(`
                                       sales  accounting  logistics  legal  admin  viewer  iberianSales  nobody
  exceptionOpen                        +      +           +          +      +      x       -             ?
  exceptionAssignAgent                 x      +           x          x      +      x       -             ?
  exceptionDismiss                     x      +           x          x      +      x       -             ?
  followUpTaskUpdate                   x      +           x          x      +      x       -             ?
  followUpTaskSnooze                   x      +           x          x      +      x       -             ?
  followUpTaskResolve                  x      +           x          x      +      x       -             ?
  followUpTaskReopen                   x      +           x          x      +      x       -             ?
  draftPropose                         x      +           x          x      +      x       -             ?
  draftEdit                            -      +           -          x      +      -       -             ?
  draftApprove                         -      +           -          x      +      -       -             ?
  draftReject                          -      +           -          x      +      -       -             ?
  draftRedo                            -      +           -          x      +      -       -             ?
  outboundMessageSettle                -      +           -          x      +      -       -             ?
  inboundEventReplay                   -      -           -          -      +      -       -             ?
  distributorArchive                   +      x           x          x      +      x       -             ?
  distributorRestore                   +      x           x          x      +      x       -             ?
  orderArchive                         +      x           x          x      +      x       -             ?
  orderRestore                         +      x           x          x      +      x       -             ?
  invoiceArchive                       x      +           x          x      +      x       -             ?
  invoiceRestore                       x      +           x          x      +      x       -             ?
  shipmentArchive                      x      x           +          x      +      x       -             ?
  shipmentRestore                      x      x           +          x      +      x       -             ?
  documentArchive                      +      x           x          +      +      x       -             ?
  documentRestore                      +      x           x          +      +      x       -             ?
  detectionRun                         +      +           +          +      +      x       +             ?
  recordsImport DISTRIBUTORS           +      x           x          x      +      x       +             ?
  recordsImport ORDERS                 +      x           x          x      +      x       +             ?
  recordsImport INVOICES               x      +           x          x      +      x       x             ?
  recordsImport PAYMENTS               x      +           x          x      +      x       x             ?
  recordsImport SHIPMENTS              x      x           +          x      +      x       x             ?
  recordsImport DOCUMENTS              +      x           x          +      +      x       x             ?
  recordsImport RATES                  x      +           x          x      +      x       x             ?
  exchangeRateEnter                    x      +           x          x      +      x       x             ?
  signIn                               +      +           +          +      +      +       +             +
  signOut                              +      +           +          +      +      +       +             ?
`);

let tower: TestTower;
let story: Story;
let schema: GraphQLSchema;
/** Ids by the rows' names: those of the Nordics, and the same of Iberia. */
let nordic: Record<string, string>;
let iberian: Record<string, string>;

beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
  schema = buildClientSchema((await tower.as("admin")(getIntrospectionQuery())).data);
  nordic = await rightsWorld(story, "Nordics");
  iberian = await rightsWorld(story, "Iberia");
}, 120_000);
afterAll(() => tower.close());

/** Arguments of root fields that single out no record. */
const GIVEN: Record<string, string> = { workingIntervals: `(from: "2026-11-23T00:00:00Z", until: "2026-11-25T00:00:00Z")` };

const asEverybody = async (ask: (person: (typeof COLUMNS)[number]) => Promise<Mark>) => {
  const marks: Mark[] = [];
  for (const person of COLUMNS) marks.push(await ask(person));
  return marks.join(" ");
};
/** In her own region the salesperson of Iberia has the rights of sales. */
const athome = (marks: Mark[]) => marks.map((mark, i) => (COLUMNS[i] === "iberianSales" ? marks[0]! : mark)).join(" ");

describe("records", () => {
  const rootsOf = () => Object.values(schema.getQueryType()!.getFields());
  const nounOf = (root: GraphQLField<unknown, unknown>) => getNamedType(root.type).name.replace(/Connection$/, "");
  const isList = (root: GraphQLField<unknown, unknown>) => getNamedType(root.type).name.endsWith("Connection");
  const probes: Record<string, string> = { DetectionRule: "code", Viewer: "name", ExceptionCause: "stands", AssignmentProposal: "slaDueAt", WorkingInterval: "startsAt", ExchangeRates: "base" };

  async function mark(root: GraphQLField<unknown, unknown>, person: (typeof COLUMNS)[number], id: string | undefined): Promise<Mark> {
    const probe = probes[nounOf(root)] ?? "id";
    const given = GIVEN[root.name];
    const query = given ? `{ ${root.name}${given} { ${probe} } }` : isList(root) ? `{ ${root.name}(first: 200) { nodes { ${probe} } } }` : root.args.length ? `query($id: ID!) { ${root.name}(id: $id) { ${probe} } }` : `{ ${root.name} { ${probe} } }`;
    const reply = await tower.as(person)(query, isList(root) || given || !root.args.length ? {} : { id });
    const answer = reply.data?.[root.name];
    return markOf(reply, isList(root) ? answer?.nodes.some((node: any) => node.id === id) : isListType(getNullableType(root.type)) ? answer?.length > 0 : Boolean(answer));
  }

  test("every root field is in the table", () => {
    expect(rootsOf().map(nounOf).filter((noun) => !RECORDS.has(noun))).toEqual([]);
  });

  test.each([...RECORDS])("%s", async (row, marks) => {
    const noun = row.split(" ")[0]!;
    const roots = rootsOf().filter((root) => nounOf(root) === noun);
    expect(roots).not.toHaveLength(0);
    for (const root of roots) {
      expect([root.name, await asEverybody((person) => mark(root, person, nordic[row]))]).toEqual([root.name, marks.join(" ")]);
      if (nordic[row] !== iberian[row]) expect([root.name, await asEverybody((person) => mark(root, person, iberian[row]))]).toEqual([root.name, athome(marks)]);
    }
  });

  test("nothing but signing in is open to nobody", async () => {
    const roots = [...rootsOf(), ...Object.values(schema.getMutationType()!.getFields())];
    const open = [];
    for (const root of roots) {
      const args = root.args.filter(isRequiredArgument);
      if (args.some(({ name }) => name === "input")) continue;
      const reply = await tower.as()(`${root.name === "signOut" ? "mutation" : "query"} { ${root.name}${GIVEN[root.name] ?? (args.length ? '(id: "x")' : "")} { __typename } }`);
      if (reply.errors?.[0]?.extensions?.code !== "UNAUTHENTICATED") open.push(root.name);
    }
    expect(open).toEqual(["viewer"]);
  });
});

describe("fields", () => {
  /** Root and id that a row's first word stands for. */
  const ROOTS: Record<string, [root: string, record: string]> = {
    distributor: ["distributor", "Distributor"], order: ["order", "Order"], invoice: ["invoice", "Invoice"], draft: ["draft", "Draft"], task: ["followUpTask", "FollowUpTask"],
    kyc: ["document", "kyc"], contract: ["document", "contract"], licence: ["document", "licence"], colleague: ["users", "User"], channel: ["channels", "Channel"],
    draftEntry: ["auditEntry", "draftEntry"], distributorEntry: ["auditEntry", "distributorEntry"], orderEntry: ["auditEntry", "orderEntry"],
    invoiceEntry: ["auditEntry", "invoiceEntry"], exception: ["exception", "overdue"], invoiceFile: ["import", "invoiceFile"], exceptionEntry: ["auditEntry", "exceptionEntry"], openedEntry: ["auditEntry", "openedEntry"], kycEntry: ["auditEntry", "kycEntry"],
  };
  const MONEY = new Set(["creditLimit", "amount", "outstanding"]);

  /** What stands at a path; through lists the first of it, and through a name with a star whatever begins so. */
  function at(value: any, [name, ...rest]: string[]): unknown {
    if (name === undefined || value == null) return value;
    if (Array.isArray(value)) return at(value[0], [name, ...rest]);
    const [beginning, within] = name.split("*") as [string, string?];
    return within ? at(Object.entries(value).find(([key]) => key.startsWith(beginning))?.[1], [within]) : at(value[name], rest);
  }
  const selection = ([name, ...rest]: string[], money = false): string => {
    if (name === "details") return name;
    return rest.length ? `${name} { ${selection(rest)} }` : `${name}${money || MONEY.has(name!) ? " { amountMinor }" : ""}`;
  };

  test.each([...FIELDS])("%s", async (row, marks) => {
    const [word, ...path] = row.split(" ") as [string, ...string[]];
    const [root, record] = ROOTS[word]!;
    const list = root === "users" || root === "channels";
    const query = list ? `{ ${root} { nodes { id ${selection(path)} } } }` : `query($id: ID!) { ${root}(id: $id) { ${selection(path, row === "exception value")} } }`;
    const mark = async (person: (typeof COLUMNS)[number], id: string) => {
      const reply = await tower.as(person)(query, list ? {} : { id });
      const found = list ? reply.data?.[root]?.nodes.find((node: any) => node.id === id) : reply.data?.[root];
      return markOf(reply, at(found, path) != null);
    };
    expect(await asEverybody((person) => mark(person, nordic[record]!))).toBe(marks.join(" "));
    // files of KYC and contracts are read by the team that collects them, which she is not in
    if (nordic[record] !== iberian[record] && !/^(kyc|contract)/.test(row)) expect(await asEverybody((person) => mark(person, iberian[record]!))).toBe(athome(marks));
  });

  test.each([...ORACLES])("%s", async (query, marks) => {
    expect(await asEverybody(async (person) => markOf(await tower.as(person)(`{ ${query} { nodes { id } } }`), true))).toBe(marks.join(" "));
  });
});

describe("mutations", () => {
  const absent = "01a206b2-0000-7000-8000-000000000000";
  const of = (absence: string, known: Record<string, string>) => Object.fromEntries(Object.keys(known).map((key) => [key, absence]));

  test("every mutation is in the table", () => {
    const rows = [...MUTATIONS.keys()].map((row) => row.split(" ")[0]!);
    expect(Object.keys(schema.getMutationType()!.getFields()).filter((mutation) => !rows.includes(mutation))).toEqual([]);
  });

  test.each([...MUTATIONS].filter(([row]) => row !== "signOut"))("%s", async (row, marks) => {
    const [mutation, kind] = row.split(" ") as [string, string?];
    const ask = (person: (typeof COLUMNS)[number], ids: Record<string, string>) => tower.as(person)(...mutationOf(mutation, refusedInputs(ids)[mutation]!(kind)));
    expect(await asEverybody(async (person) => markOf(await ask(person, nordic), true))).toBe(marks.join(" "));
    const [home, away] = [await ask("iberianSales", iberian), await ask("iberianSales", nordic)];
    expect(markOf(home, true)).toBe(kind === "DOCUMENTS" || mutation.startsWith("document") ? "x" : marks[0]);
    // what is not there and what is not yours are one answer
    if (marks.includes("-")) expect([(await ask("admin", of(absent, nordic))).errors![0]]).toMatchObject([{ message: away.errors![0]!.message, extensions: away.errors![0]!.extensions }]);
  });

  test("signOut", async () => {
    const marks = MUTATIONS.get("signOut")!;
    expect(await asEverybody(async (person) => markOf(await tower.as(person)("mutation { signOut { refusal { code } } }"), true))).toBe(marks.join(" "));
  });
});
