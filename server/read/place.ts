import { Kind, visit, type ASTNode, type FieldNode, type GraphQLResolveInfo, type OperationDefinitionNode } from "graphql";

/** A place in a document that is resolved through the read path, with what was worked out for it so far. */
interface Place {
  /** Variables on which the selection depends: those of directives and of related lists below the place. */
  variables: readonly string[];
  made: Map<string, unknown>;
}

const SHAPES_A_PLACE = 200;

/**
 * What hangs on this place of the document and this shape of the request alone, made when it is new.
 * @param shape what is made, and whatever it depends on beyond the document: rights, filter fields, order, page
 */
export function madeFor<T>(info: GraphQLResolveInfo, shape: readonly unknown[], make: () => T): T {
  const { made, variables } = placeOf(info);
  const key = JSON.stringify([...shape, ...variables.map((name) => info.variableValues[name])]);
  if (made.has(key)) return made.get(key) as T;
  const fresh = make();
  if (made.size >= SHAPES_A_PLACE) made.clear();
  made.set(key, fresh);
  return fresh;
}

const places = new WeakMap<OperationDefinitionNode, Map<string, Place>>();
const ids = new WeakMap<FieldNode, number>();
let lastId = 0;

/** The place that is being resolved. It lives as long as its document, which the server caches. */
function placeOf(info: GraphQLResolveInfo): Place {
  const ofOperation = places.get(info.operation) ?? new Map<string, Place>();
  places.set(info.operation, ofOperation);
  const key = `${info.parentType.name} ${info.fieldNodes.map(idOf).join()}`;
  const place = ofOperation.get(key) ?? { variables: variablesBelow(info), made: new Map() };
  ofOperation.set(key, place);
  return place;
}

function idOf(node: FieldNode): number {
  const id = ids.get(node) ?? ++lastId;
  ids.set(node, id);
  return id;
}

function variablesBelow({ fieldNodes, fragments }: GraphQLResolveInfo): string[] {
  const variables = new Set<string>();
  const followed = new Set<string>();
  const follow = (node: ASTNode) => {
    visit(node, {
      [Kind.VARIABLE]: ({ name }) => void variables.add(name.value),
      [Kind.FRAGMENT_SPREAD]({ name }) {
        if (followed.has(name.value)) return;
        followed.add(name.value);
        follow(fragments[name.value]!);
      },
    });
  };
  for (const { selectionSet } of fieldNodes) if (selectionSet) follow(selectionSet);
  return [...variables];
}
