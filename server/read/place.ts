import { Kind, visit, type ASTNode, type FieldNode, type GraphQLResolveInfo, type OperationDefinitionNode } from "graphql";
import type { Parameters } from "./parameters.js";
import type { Selection } from "./selection.js";

/** One compiled SQL statement; it holds no values, so it serves every request of its shape. */
export interface Statement {
  text: string;
  /** Under this name each connection parses and plans it once. */
  name: string | undefined;
  parameters: Parameters;
  /** What it was compiled for. */
  selection: Selection;
}

/** A place in a document that is resolved through the read path, with the statements compiled for it so far. */
export interface Place {
  /** Variables on which the selection depends: those of directives and of related lists below the place. */
  variables: readonly string[];
  statements: Map<string, Statement>;
}

const places = new WeakMap<OperationDefinitionNode, Map<string, Place>>();
const ids = new WeakMap<FieldNode, number>();
let lastId = 0;

/** The place that is being resolved. It lives as long as its document, which the server caches. */
export function placeOf(info: GraphQLResolveInfo): Place {
  const ofOperation = places.get(info.operation) ?? new Map<string, Place>();
  places.set(info.operation, ofOperation);
  const key = `${info.parentType.name} ${info.fieldNodes.map(idOf).join()}`;
  const place = ofOperation.get(key) ?? { variables: variablesBelow(info), statements: new Map() };
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
