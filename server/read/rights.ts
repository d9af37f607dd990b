import { createMongoAbility, type RawRuleOf } from "@casl/ability";
import { rulesToCondition } from "@casl/ability/extra";
import type { Action, TowerAbility } from "../policies/ability.js";
import { UnsupportedRead } from "./errors.js";

/** A condition on a record as CASL parses it: a comparison of a field, or conditions joined by and, or, not. */
export interface Condition {
  readonly operator: string;
  readonly value: unknown;
  /** Path of the compared field; absent where conditions are joined. */
  readonly field?: string;
}

/** Whether something may be read: of every record, of none, or of those that meet a condition. */
export type Right = "always" | "never" | Condition;

/**
 * The rules of an ability about one action, and about reading, without their values. Statements are compiled from a shape, so they can't contain a value
 * and serve every actor whose rules differ in values alone.
 */
export interface RightsShape {
  readonly id: number;
  /** Which records of the noun show, and may have the action done to them. */
  record(noun: string): Right;
  /** Of the records that show, where the field does. */
  field(noun: string, field: string): Right;
  /** The fields that some rule about reading the noun names; all others have one right. */
  namedFields(noun: string): string[];
}

export interface Rights { shape: RightsShape; values: readonly unknown[] }

const known = new WeakMap<TowerAbility, Map<Action, Rights>>();
const shapes = new Map<string, RightsShape>();
const REMEMBERED = 1_000;

/** Takes an ability apart into the shape of its rules about an action and the values in them. */
export function rightsOf(ability: TowerAbility, action: Action = "read"): Rights {
  const ofAbility = known.get(ability) ?? new Map<Action, Rights>();
  known.set(ability, ofAbility);
  const rights = ofAbility.get(action) ?? takenApart(ability, action);
  ofAbility.set(action, rights);
  return rights;
}

function takenApart(ability: TowerAbility, action: Action): Rights {
  const values: unknown[] = [];
  const concerned = new Set<Action>(["read", "manage", action]);
  const rules = ability.rules.filter((rule) => [rule.action].flat().some((each) => concerned.has(each))).map((rule) => ({
    ...rule,
    conditions: rule.conditions && withPlaces(rule.conditions, values),
  })) as RawRuleOf<TowerAbility>[];
  return { shape: shapeOf(rules, action), values };
}

/** The place of a value in `Rights.values`, from the text that stands for it in a shape's conditions. */
export const placeOf = (standIn: unknown): number => Number(String(standIn).slice(1));

// Null and booleans change the SQL, so they stay; a list is one value.
function withPlaces(value: unknown, values: unknown[], key = ""): unknown {
  if (value === null || typeof value === "boolean") return value;
  const standIn = () => `#${indexOf(value, values)}`;
  if (Array.isArray(value)) {
    if (value.includes(null)) throw new UnsupportedRead(`A policy lists null among the values of ${key}; give null a rule of its own.`);
    return [standIn()];
  }
  if (typeof value === "object" && value.constructor === Object) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withPlaces(each, values, name)]));
  }
  return standIn();
}

// Equal values share a place, so that two rules with one condition are seen to have it.
function indexOf(value: unknown, values: unknown[]): number {
  const text = JSON.stringify(value);
  const known = values.findIndex((each) => JSON.stringify(each) === text);
  return known >= 0 ? known : values.push(value) - 1;
}

function shapeOf(rules: RawRuleOf<TowerAbility>[], action: Action): RightsShape {
  const key = JSON.stringify([action, rules]);
  const found = shapes.get(key);
  if (found) return found;
  if (shapes.size >= REMEMBERED) shapes.clear();
  const shape = new RuleShape(rules, action);
  shapes.set(key, shape);
  return shape;
}

class RuleShape implements RightsShape {
  private static count = 0;
  readonly id = RuleShape.count++;
  private readonly ability: TowerAbility;
  private readonly records = new Map<string, Right>();
  private readonly fields = new Map<string, Right>();

  constructor(rules: RawRuleOf<TowerAbility>[], private readonly action: Action) {
    this.ability = createMongoAbility(rules) as TowerAbility;
  }

  record(noun: string): Right {
    const right = this.records.get(noun) ?? this.judged(noun);
    this.records.set(noun, right);
    return right;
  }

  field(noun: string, field: string): Right {
    const key = `${noun}.${field}`;
    const right = this.fields.get(key) ?? given(this.record(noun), rightFrom(this.ability.rulesFor("read", noun, field)));
    this.fields.set(key, right);
    return right;
  }

  namedFields(noun: string): string[] {
    return [...new Set(this.ability.possibleRulesFor("read", noun).flatMap(({ fields }) => fields ?? []))];
  }

  private judged(noun: string): Right {
    const read = rightFrom(this.ability.rulesFor("read", noun));
    return this.action === "read" ? read : both(given(read, rightFrom(this.ability.rulesFor(this.action, noun))), read);
  }
}

type Rule = ReturnType<TowerAbility["rulesFor"]>[number];

function rightFrom(rules: readonly Rule[]): Right {
  const convert = (rule: Rule): Condition => (rule.inverted ? { operator: "not", value: [rule.ast!] } : rule.ast!);
  const condition = rulesToCondition<TowerAbility, Condition, Condition>(rules, convert, { and: join("and"), or: join("or"), empty: () => join("and")([]) });
  if (!condition) return "never";
  return isJoined(condition, "and") && !condition.value.length ? "always" : condition;
}

const same = (a: Condition, b: Condition) => JSON.stringify(a) === JSON.stringify(b);
const isJoined = (condition: Condition, operator: string): condition is Condition & { value: Condition[] } =>
  condition.operator === operator && condition.field === undefined;

const join = (operator: "and" | "or") => (conditions: Condition[]): Condition => {
  const parts = conditions.flatMap((each) => (isJoined(each, operator) ? each.value : [each]));
  const value = parts.filter((each, i) => parts.findIndex((other) => same(each, other)) === i);
  return value.length === 1 ? value[0]! : { operator, value };
};

function both(one: Right, other: Right): Right {
  if (one === "never" || other === "never") return "never";
  const conditions = [one, other].filter((each) => each !== "always");
  return conditions.length ? join("and")(conditions) : "always";
}

/** What is left of a right where another one holds: most fields of a record, for example, ask for no more than it does. */
function given(held: Right, right: Right): Right {
  if (typeof held === "string" || typeof right === "string") return right;
  const granted = [held, ...partsOf(held)];
  const left = (asked: Condition): Right => {
    if (granted.some((each) => same(each, asked))) return "always";
    if (isJoined(asked, "and")) return asked.value.map(left).reduce(both, "always");
    if (!isJoined(asked, "or")) return asked;
    const parts = asked.value.map(left);
    return parts.includes("always") ? "always" : join("or")(parts as Condition[]);
  };
  return left(right);
}

const partsOf = (condition: Condition): readonly Condition[] => (isJoined(condition, "and") ? condition.value : [condition]);

/** Says under which path a related record sees what its owner sees under another; undefined where it does not see it. */
export type Along = (path: string) => string | undefined;

/** What is left of a related record's right, seen from an owner that shows. */
export function givenOwner(owner: Right, right: Right, ways: readonly Along[]): Right {
  if (typeof owner === "string") return right;
  const held = partsOf(owner).flatMap((part) => ways.flatMap((way) => moved(part, way) ?? []));
  return held.length ? given(join("and")(held), right) : right;
}

function moved(condition: Condition, way: Along): Condition | undefined {
  if (condition.field !== undefined) {
    const field = way(condition.field);
    return field === undefined ? undefined : { ...condition, field };
  }
  const parts = (condition.value as Condition[]).map((part) => moved(part, way));
  return parts.every((part) => part !== undefined) ? { ...condition, value: parts } : undefined;
}

/** The properties whose values a right hangs on, relations among them. */
export function propertiesOf(right: Right): string[] {
  if (typeof right === "string") return [];
  return right.field === undefined ? (right.value as Condition[]).flatMap(propertiesOf) : [right.field.split(".")[0]!];
}
