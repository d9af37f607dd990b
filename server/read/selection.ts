import {
  getArgumentValues, getDirectiveValues, getNamedType, GraphQLIncludeDirective, GraphQLSkipDirective, isAbstractType, isObjectType, Kind, SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef,
  type FieldNode, type GraphQLField, type GraphQLObjectType, type GraphQLOutputType, type GraphQLResolveInfo, type SelectionNode, type SelectionSetNode,
} from "graphql";
import { badInput } from "../domain/errors.js";
import { UnsupportedRead } from "./errors.js";

/** A field under the key it has in the response, with all the places of the document that select it. */
export interface SelectedField {
  key: string;
  field: GraphQLField<unknown, unknown>;
  args: Record<string, unknown>;
  nodes: readonly FieldNode[];
}

const META: Record<string, GraphQLField<unknown, unknown>> = {
  __typename: TypeNameMetaFieldDef, __schema: SchemaMetaFieldDef, __type: TypeMetaFieldDef,
};

/** What a document asks of one object, followed through fragments and directives. */
export class Selection {
  private constructor(
    readonly type: GraphQLObjectType,
    readonly fields: readonly SelectedField[],
    private readonly info: GraphQLResolveInfo,
  ) {}

  /** What is asked of the field that is being resolved. */
  static of(info: GraphQLResolveInfo): Selection {
    return Selection.from(info, info.returnType, info.fieldNodes);
  }

  /** What is asked of the operation itself. */
  static ofRoot(info: GraphQLResolveInfo): Selection {
    return Selection.from(info, info.parentType, [info.operation]);
  }

  /** What is asked of the objects behind a field, under whatever alias; undefined when it is not selected. */
  under(...path: string[]): Selection | undefined {
    const [name, ...rest] = path;
    if (name === undefined) return this;
    const fields = this.named(name);
    if (!fields.length) return undefined;
    return Selection.from(this.info, fields[0]!.field.type, fields.flatMap(({ nodes }) => nodes)).under(...rest);
  }

  /** What is asked of one selected field's objects. */
  of({ field, nodes }: SelectedField): Selection {
    return Selection.from(this.info, field.type, nodes);
  }

  has(name: string): boolean {
    return this.named(name).length > 0;
  }

  /** One selection out of several of the same object. */
  static merged(...selections: (Selection | undefined)[]): Selection | undefined {
    const [first, ...others] = selections.filter((selection) => selection !== undefined);
    return first && others.reduce((all, each) => new Selection(all.type, mergeFields([...all.fields, ...each.fields]), all.info), first);
  }

  private named(name: string) {
    return this.fields.filter(({ field }) => field.name === name);
  }

  private static from(info: GraphQLResolveInfo, output: GraphQLOutputType, nodes: readonly Pick<FieldNode, "selectionSet">[]): Selection {
    const type = getNamedType(output);
    if (!isObjectType(type)) throw new UnsupportedRead(`${type.name} is not an object type; the read path can't select from it.`);
    const spread = new Set<string>();
    const fields = nodes.flatMap(({ selectionSet }) => (selectionSet ? collect(info, type, selectionSet, spread) : []));
    return new Selection(type, mergeFields(fields), info);
  }
}

/** @param spread fragments that are followed already: fragments that spread one another many times over add nothing */
function collect(info: GraphQLResolveInfo, type: GraphQLObjectType, set: SelectionSetNode, spread: Set<string>): SelectedField[] {
  return set.selections.flatMap((node) => {
    if (node.directives?.length && isLeftOut(node, info)) return [];
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      if (spread.has(node.name.value)) return [];
      spread.add(node.name.value);
    }
    if (node.kind !== Kind.FIELD) {
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? info.fragments[node.name.value]! : node;
      return applies(info, type, fragment.typeCondition?.name.value) ? collect(info, type, fragment.selectionSet, spread) : [];
    }
    const field = type.getFields()[node.name.value] ?? META[node.name.value]!;
    return [{ key: (node.alias ?? node.name).value, field, args: getArgumentValues(field, node, info.variableValues), nodes: [node] }];
  });
}

function isLeftOut(node: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  try {
    return getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true || getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if === false;
  } catch (error) {
    throw badInput("if", (error as Error).message); // null in a variable that may be null
  }
}

function applies({ schema }: GraphQLResolveInfo, type: GraphQLObjectType, condition = type.name): boolean {
  const wanted = schema.getType(condition);
  return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
}

// Validation lets one key mean two things only where it sees two objects, as with `nodes` and `edges.node`, which are one here.
function mergeFields(fields: readonly SelectedField[]): SelectedField[] {
  const merged = new Map<string, SelectedField>();
  for (const each of fields) {
    const known = merged.get(each.key);
    if (known && (known.field !== each.field || JSON.stringify(known.args) !== JSON.stringify(each.args))) {
      throw badInput(each.key, `"${each.key}" is asked twice of the same record with different arguments; give one of them an alias.`);
    }
    merged.set(each.key, known ? { ...known, nodes: [...known.nodes, ...each.nodes] } : each);
  }
  return [...merged.values()];
}
