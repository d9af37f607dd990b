import {
  type FieldNode, type FragmentDefinitionNode, getNamedType, getNullableType, type GraphQLField, type GraphQLNamedOutputType, type GraphQLSchema, isInterfaceType, isListType,
  isObjectType, Kind, type OperationDefinitionNode, type SelectionSetNode,
} from "graphql";

/** What one request asks to run. */
export interface Demand {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  variables?: Record<string, unknown> | null;
}

/** A page's size when nobody says one, and the largest: what asks for more is refused by the list itself, in its own words. */
const PAGE = 50;
const LARGEST_PAGE = 200;
/** What a list holds that has no pages: a record's few facts, steps or figures. */
const SHORT_LIST = 10;

/** How many values an answer can hold: each object and each of its fields, in every place where a list may repeat them. */
export function costOf({ schema, operation, fragments, variables }: Demand): number {
  const ofFragments = new Map<string, number>();

  const ofSet = (set: SelectionSetNode, type: GraphQLNamedOutputType, page?: number): number => set.selections.reduce((sum, node) => {
    if (node.kind === Kind.FIELD) return sum + ofField(node, type, page);
    if (node.kind === Kind.INLINE_FRAGMENT) return sum + ofSet(node.selectionSet, typeNamed(node.typeCondition?.name.value) ?? type, page);
    return sum + ofFragment(node.name.value, page);
  }, 0);

  /** Worked out once each, since fragments may spread one another many times over. */
  const ofFragment = (name: string, page?: number): number => {
    const key = `${page} ${name}`;
    const known = ofFragments.get(key);
    if (known !== undefined) return known;
    const fragment = fragments[name];
    const cost = fragment ? ofSet(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value)!, page) : 0;
    ofFragments.set(key, cost);
    return cost;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedOutputType, page?: number): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!node.selectionSet || !field) return 1; // a value; introspection has a limit of its own
    const own = sizeOf(field, node);
    const isList = isListType(getNullableType(field.type));
    const times = isList ? own ?? page ?? SHORT_LIST : 1;
    return times * (1 + ofSet(node.selectionSet, getNamedType(field.type), isList ? undefined : own));
  };

  /** How many records a field's page holds, in itself or in the connection that it is; undefined where it has no pages. */
  const sizeOf = ({ args }: GraphQLField<unknown, unknown>, node: FieldNode): number | undefined => {
    const paged = args.filter(({ name }) => name === "first" || name === "last");
    if (!paged.length) return undefined;
    const sizes = paged.map(({ name, defaultValue }) => {
      const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
      if (given?.kind === Kind.INT) return Number(given.value);
      return (given?.kind === Kind.VARIABLE ? variableOf(given.name.value) : undefined) ?? (defaultValue as number | undefined);
    }).filter((size) => typeof size === "number");
    return sizes.length ? Math.max(0, Math.min(LARGEST_PAGE, Math.max(...sizes))) : PAGE;
  };

  const variableOf = (name: string): unknown => {
    const given = variables?.[name];
    if (given !== undefined && given !== null) return given;
    const fallback = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
    return fallback?.kind === Kind.INT ? Number(fallback.value) : undefined;
  };

  const typeNamed = (name: string | undefined) => (name === undefined ? undefined : schema.getType(name) as GraphQLNamedOutputType | undefined);

  const root = schema.getRootType(operation.operation);
  return root ? ofSet(operation.selectionSet, root) : 0;
}
