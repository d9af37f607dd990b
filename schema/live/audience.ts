import { createHash } from "node:crypto";
import { type ASTVisitor, type DocumentNode, type GraphQLSchema, isAbstractType, Kind, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { abilityFor, type RightsHolder } from "../../server/policies/ability.js";
import type { Actor } from "../../server/policies/actor.js";
import type { EventStream } from "./stream.js";

const CURSOR = "after";

interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null;
  variableValues?: Record<string, unknown> | null;
}

/**
 * Who hears the same: subscribers with one key may share one execution and its text. Equal are the document, the variables
 * apart from the cursor, and the rights: the read rules of every noun that is asked for, or the whole actor where a computed
 * field may ask who that is.
 */
export function audienceOf({ schema, document, operationName, variableValues }: Operation, stream: EventStream, actor: Actor): string {
  const { nouns, asksActor, cursor } = reachOf(schema, document);
  const rights = asksActor ? holderOf(actor) : [stream.noun, ...nouns].map((noun) => readRulesOf(actor, noun));
  const variables = Object.entries(variableValues ?? {}).filter(([name]) => name !== cursor);
  return createHash("sha256").update(JSON.stringify([stream.epoch, document.loc!.source.body, operationName, variables, rights])).digest("base64");
}

const holderOf = ({ name: _name, sessionId: _session, ...holder }: Actor): RightsHolder => holder;

const readRulesOf = (actor: Actor, noun: string) =>
  abilityFor(actor).possibleRulesFor("read", noun).map(({ inverted, fields, conditions }) => [inverted, fields, conditions]);

/** What a document asks for, as far as it decides who may share it. */
interface Reach {
  /** The nouns it selects from; no rule of another noun has a say in what it shows. */
  nouns: Set<string>;
  asksActor: boolean;
  /** The variable that holds the cursor and nothing else. */
  cursor?: string;
}

const known = new WeakMap<DocumentNode, Reach>();

function reachOf(schema: GraphQLSchema, document: DocumentNode): Reach {
  const found = known.get(document);
  if (found) return found;
  const info = new TypeInfo(schema);
  const asking = fieldsAskingTheActor();
  const reach: Reach = { nouns: new Set(), asksActor: false };
  const uses = new Map<string, number>();
  const cursors = new Set<string>();
  const visitor: ASTVisitor = {
    VariableDefinition: () => false,
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
    Field({ name, arguments: given }) {
      const parent = info.getParentType()!;
      for (const type of isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent]) reach.nouns.add(nounOf(type.name));
      if (asking.has(name.value)) reach.asksActor = true;
      const after = parent === schema.getSubscriptionType() && given?.find((argument) => argument.name.value === CURSOR)?.value;
      if (after && after.kind === Kind.VARIABLE) cursors.add(after.name.value);
    },
  };
  visit(document, visitWithTypeInfo(info, visitor));
  reach.cursor = [...cursors].find((name) => uses.get(name) === 1);
  known.set(document, reach);
  return reach;
}

/** Policies speak of classes, some of which the schema shows by another name. */
const nounOf = (type: string) => getMetadataStorage().objectTypes.find(({ name }) => name === type)?.target.name ?? type;

const IMPERSONAL = new Set(["root", "arg", "args", "info"]);

/** Names of the computed fields whose resolver is handed more than the record and its arguments. */
function fieldsAskingTheActor(): Set<string> {
  const { fieldResolvers, params } = getMetadataStorage();
  const personal = params.filter(({ kind }) => !IMPERSONAL.has(kind));
  return new Set(fieldResolvers
    .filter(({ target, methodName }) => personal.some((param) => param.target === target && param.methodName === methodName))
    .map(({ schemaName }) => schemaName!));
}
