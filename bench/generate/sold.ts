/** What every statement of the generator is made for; today and now as SQL. */
export interface Frame { today: string; now: string; orders: number; tasks: number; auditEntries: number }

const STEMS = "Halden Brunnmark Corvell Tessaro Lindqvist Marchetti Oberhofer Quintela Ravn Selwyn Torvik Umlauf Vasconi Wessels Yarrow Zandstra".split(" ");
const TRADES = "Machinery,Industrial Supply,Fasteners,Power Tools,Site Equipment,Welding Supply,Hydraulics,Safety Wear".split(",");
const FORMS = ["BV", "GmbH", "Ltd", "AS", "SL", "SAS", "Srl"];
/** Sales regions and the country their partners sit in. */
export const REGIONS = [["Benelux", "NL"], ["DACH", "DE"], ["Nordics", "SE"], ["Iberia", "ES"], ["France & Italy", "FR"], ["UK & Ireland", "GB"]] as const;

const texts = (list: readonly string[]) => `ARRAY[${list.map((each) => `'${each}'`).join(", ")}]`;
const pick = (list: readonly string[], n: string) => `(${texts(list)})[1 + (${n})::int % ${list.length}]`;

/**
 * What the generated records have in common, laid out before anything is written: partners, and of every order its age,
 * its stage and the luck that decides what goes wrong with it.
 */
export const layOutSql = ({ today, orders }: Frame): string[] => [
  `CREATE TEMP TABLE partners AS
   SELECT n, tower_uuid_v7() AS id, 'DIST-' || lpad(n::text, 5, '0') AS number,
     concat_ws(' ', ${pick(STEMS, "n * 7")} || CASE WHEN n > ${STEMS.length} THEN ' & ' || ${pick(STEMS, "n / 3 + 5")} ELSE '' END, ${pick(TRADES, "n * 3")}, ${pick(FORMS, "n")}) AS name,
     ${pick(REGIONS.map(([name]) => name), "n")} AS region, ${pick(REGIONS.map(([, code]) => code), "n")} AS country
   FROM generate_series(1, greatest(40, ${orders} / 50)) n`,
  // stage: done is delivered and billed long ago, moving is on the road, waiting is not shipped yet
  `CREATE TEMP TABLE sold AS
   SELECT o.n, tower_uuid_v7() AS id, p.id AS distributor_id, p.n AS partner, p.country, o.luck, o.mood, o.ordered_on,
     'ORD-' || to_char(o.ordered_on, 'YYYY') || '-' || lpad(o.n::text, 6, '0') AS number, lines,
     CASE WHEN o.age > 40 THEN 'done' WHEN o.age > 7 THEN 'moving' ELSE 'waiting' END AS stage, o.age
   FROM (
     SELECT n, age, ${today} - age AS ordered_on, random() AS luck, random() AS mood, 1 + floor(random() * 4)::int AS lines,
       1 + floor(random() * (SELECT count(*) FROM partners))::int AS partner
     FROM (SELECT n, floor(540 * (1 - n / (${orders} + 1.0)))::int AS age FROM generate_series(1, ${orders}) n) aged) o
   JOIN partners p ON p.n = o.partner ORDER BY o.n`,
  `CREATE TEMP TABLE sold_lines AS
   SELECT s.n, s.id AS order_id, tower_uuid_v7() AS id, line, 'SKU-' || lpad(((s.n * 13 + line * 101) % 900)::text, 4, '0') AS sku,
     1 + floor(random() * 40)::int AS quantity, 500 + floor(random() * 39500)::int AS cents
   FROM sold s, generate_series(1, s.lines) line`,
  `ANALYZE partners`, `ANALYZE sold`, `ANALYZE sold_lines`,
];
