import { getVariableValues, isNonNullType, type GraphQLResolveInfo, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode, TypeNameMetaFieldDef, type FragmentDefinitionNode } from "graphql";
import { ABSENT } from "./answer.js";
import { isTimeout, NotWritten } from "./errors.js";
import { objectText } from "./list.js";
import { Selection, type SelectedField } from "./selection.js";

/** A value of the response as text, by PostgreSQL's hand. */
export class Written {
  constructor(readonly json: string) {}
}

/** Root fields hand on what the reader gives them, so in a written answer they hand on its text. */
export const asIfRead = (written: Written) => written as never;

interface WrittenInfo extends GraphQLResolveInfo { written?: true }
export const isWritten = (info: GraphQLResolveInfo): boolean => (info as WrittenInfo).written === true;

const taught = new WeakSet<OperationDefinitionNode>();

export interface Asked {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  variables?: Record<string, unknown>;
  context: unknown;
}

/**
 * The data of a query as text that PostgreSQL wrote, so that no row of it is parsed, completed and printed again; null
 * where graphql-js has to answer: for mutations, computed fields, and whatever goes wrong but a time-out, since it has the words for it.
 */
export async function writtenAnswer({ schema, operation, fragments, variables = {}, context }: Asked): Promise<Written | null> {
  if (operation.operation !== OperationTypeNode.QUERY || taught.has(operation)) return null;
  try {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
    if (!coerced) return null;
    const root = { schema, operation, fragments, variableValues: coerced, parentType: schema.getQueryType()!, rootValue: undefined, written: true as const };
    const selection = Selection.ofRoot(root as unknown as GraphQLResolveInfo);
    const fields = selection.fields.filter(({ field }) => field !== TypeNameMetaFieldDef);
    const texts = new Map(await Promise.all(fields.map(async (selected) => [selected.key, await textOf(selected, root, context)] as const)));
    return new Written(objectText(selection, ({ key }) => texts.get(key)!));
  } catch (error) {
    if (isTimeout(error)) throw error; // a second try would take as long again
    if (error instanceof NotWritten) taught.add(operation);
    return null;
  }
}

async function textOf({ field, key, args, nodes }: SelectedField, root: Omit<WrittenInfo, "fieldName" | "fieldNodes" | "returnType" | "path">, context: unknown): Promise<string> {
  if (!field.resolve) throw new NotWritten(`${field.name} is read from the root value.`);
  const info: WrittenInfo = { ...root, fieldName: field.name, fieldNodes: nodes, returnType: field.type, path: { prev: undefined, key, typename: root.parentType.name } };
  const value: unknown = await field.resolve(undefined, args, context, info);
  if (value !== null && !(value instanceof Written)) throw new NotWritten(`${field.name} is computed.`);
  const text = value?.json ?? (isNonNullType(field.type) ? ABSENT : "null");
  if (text.includes(ABSENT)) throw new Error("A value that the schema promises is absent.");
  return text;
}
