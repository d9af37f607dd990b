import {
  defaultFieldResolver, getNamedType, getNullableType, GraphQLInt, isListType, isNonNullType, isObjectType,
  type GraphQLArgument, type GraphQLField, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema,
} from "graphql";
import { getMetadataStorage } from "type-graphql";
import { getMetadataArgsStorage } from "typeorm";

export const RELATED_BY_DEFAULT = 20;

/**
 * Key under which a record carries a relation. Two aliases of one relation may ask different things of it, so each has a
 * place of its own; the colon keeps it apart from properties.
 */
export const relationKey = (property: string, field: string, responseKey: string) =>
  responseKey === field ? property : `${property}:${responseKey}`;

/** Key under which a record says whether a computed field may be read. */
export const mayKey = (field: string) => `may:${field}`;

/** Where the schema promises a list, what may not be read is an empty one. */
export const promisesList = (type: GraphQLOutputType): boolean => isNonNullType(type) && isListType(getNullableType(type));

const ROOT_LIST = Symbol("root list");

/** The root list of the records that a field leads to, for whoever wants more of them. */
export const rootListOf = ({ extensions }: { extensions: Readonly<Record<PropertyKey, unknown>> }): string | undefined => extensions[ROOT_LIST] as string | undefined;

type Source = Record<string, unknown>;
type Field = GraphQLField<Source, unknown>;
type Resolver = GraphQLFieldResolver<Source, unknown>;

/**
 * Readies a built schema for the read path: every list of related records takes `first`, relations resolve by alias,
 * computed fields that may not be read are null, and what only reads a property does just that. Call it once on the schema
 * that is served, and on the one that is printed.
 */
export function addRelationArguments(schema: GraphQLSchema): GraphQLSchema {
  const lists = new Map(Object.values(schema.getQueryType()?.getFields() ?? {}).map(({ name, type }) => [getNamedType(type).name, name]));
  for (const { name, target } of getMetadataStorage().objectTypes) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      addRelationArgument(target, type, field);
      field.extensions = { ...field.extensions, [ROOT_LIST]: lists.get(`${getNamedType(field.type).name}Connection`) };
    }
  }
  return schema;
}

function addRelationArgument(target: Function, type: GraphQLObjectType, field: Field): void {
  const { fields, fieldResolvers } = getMetadataStorage();
  if (fieldResolvers.some((each) => each.schemaName === field.name && isSame(target, each.getObjectType?.()))) {
    if (isEntity(target)) field.resolve = unlessForbidden(field);
    return;
  }
  const declared = fields.find((each) => each.schemaName === field.name && isSame(target, each.target));
  const property = declared?.name ?? field.name;
  const relation = isEntity(target) ? relationOf(target, property) : undefined;
  if (relation) {
    field.resolve = relationResolver(field.name, property);
    if (relation === "one-to-many" || relation === "many-to-many") addFirst(type, field);
  } else if (!declared?.middlewares?.length && !declared?.roles) {
    // TypeGraphQL's own resolver builds a middleware chain for each value of each row; without one GraphQL reads it directly.
    field.resolve = property === field.name ? undefined : (root) => root[property];
  }
}

const isSame = (target: Function, declared: Function | undefined) =>
  declared !== undefined && (declared === target || Object.prototype.isPrototypeOf.call(declared, target));

const isEntity = (target: Function) => getMetadataArgsStorage().tables.some((table) => table.target === target);

const relationOf = (target: Function, property: string) =>
  getMetadataArgsStorage().relations.find((each) =>
    each.propertyName === property && typeof each.target === "function" && isSame(target, each.target))?.relationType;

/** Takes what the read path put under this alias; a hydrated entity has no aliases, only the property. */
function relationResolver(field: string, property: string): Resolver {
  return (root, _args, _context, info) => {
    const key = relationKey(property, field, String(info.path.key));
    return key in root ? root[key] : root[property];
  };
}

function unlessForbidden(field: Field): Resolver {
  const resolve = field.resolve ?? defaultFieldResolver;
  const may = mayKey(field.name);
  return (root, args, context, info) => {
    if (root[may] !== false) return resolve(root, args, context, info);
    return promisesList(field.type) ? [] : null;
  };
}

function addFirst(type: GraphQLObjectType, field: Field): void {
  if (field.args.some(({ name }) => name === "first")) return;
  const noun = getNamedType(field.type).name;
  (field.args as GraphQLArgument[]).push({
    name: "first",
    description: `How many of the ${type.name}'s ${noun} records, at most 100.`,
    type: GraphQLInt,
    defaultValue: RELATED_BY_DEFAULT,
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  });
}
