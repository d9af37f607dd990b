import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import {
  type DefinitionNode, type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, OperationTypeNode, type SelectionSetNode, type ValidationContext, type ValidationRule, visit,
} from "graphql";
import { Role } from "../../entities/enums.js";
import type { Actor } from "../policies/actor.js";
import { costOf, type Demand } from "./cost.js";
import { inputFault } from "./inputLimits.js";

export const MAX_TOKENS = 4_000;
/** A text has few names and no file in it; a file travels in a variable. */
export const MAX_QUERY_CHARACTERS = 64 * 1024;
/** An import travels as text in a variable, so the body may be larger than any query needs. */
export const MAX_BODY_BYTES = 12 * 1024 * 1024;
/** Nobody imports before signing in. */
export const MAX_ANONYMOUS_BODY_BYTES = 256 * 1024;
const MAX_FIELDS = 500;
const MAX_INTROSPECTIONS = 2;
/** Values that one answer may hold; the largest of the dashboard's can hold 85,000. */
const MAX_COST = { anonymous: 1_000, person: 120_000, [Role.ADMIN]: 240_000 };

/** What would be dear, or wrong, to look at any further ends here: the rules that follow see an empty document. */
const firstRule: ValidationRule = (context) => ({
  Document(document: { definitions: readonly DefinitionNode[] }) {
    const fault = tooMany(context.getDocument()) ?? conditionalSubscription(context.getDocument());
    if (!fault) return;
    context.reportError(new GraphQLError(fault));
    document.definitions = [];
  },
});

/** GraphQL compares equal fields with one another, pair by pair, and introspection answers the whole schema each time. */
function tooMany(document: DocumentNode): string | undefined {
  let fields = 0;
  let introspections = 0;
  visit(document, {
    Field({ name }) {
      fields++;
      if (name.value === "__schema" || name.value === "__type") introspections++;
    },
  });
  if (fields > MAX_FIELDS) return `Fields limit of ${MAX_FIELDS} exceeded, found ${fields}.`;
  return introspections > MAX_INTROSPECTIONS ? `Introspection limit of ${MAX_INTROSPECTIONS} exceeded, found ${introspections}.` : undefined;
}

/** GraphQL's own rule about a subscription's one field needs to know which it is, without variables, and throws where it can't. */
function conditionalSubscription(document: DocumentNode): string | undefined {
  const fragments = fragmentsOf(document);
  const followed = new Set<string>();
  const isConditional = ({ selections }: SelectionSetNode): boolean => selections.some((node) => {
    if (node.directives?.some(({ name: { value } }) => value === "skip" || value === "include")) return true;
    if (node.kind === Kind.INLINE_FRAGMENT) return isConditional(node.selectionSet);
    if (node.kind === Kind.FIELD || followed.has(node.name.value)) return false;
    followed.add(node.name.value);
    const fragment = fragments[node.name.value];
    return fragment !== undefined && isConditional(fragment.selectionSet);
  });
  const found = document.definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION && each.operation === OperationTypeNode.SUBSCRIPTION && isConditional(each.selectionSet));
  return found ? "A subscription's root field takes no @skip and no @include: subscribe, or don't." : undefined;
}

const fragmentsByDocument = new WeakMap<DocumentNode, Record<string, FragmentDefinitionNode>>();

/** A document's fragments by their names. */
export function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const found = fragmentsByDocument.get(document)
    ?? Object.fromEntries(document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])));
  fragmentsByDocument.set(document, found);
  return found;
}

const ADVICE = "Ask for less at once: fewer fields or relations, shorter lists (`first`), or several requests.";

/** Reported, not thrown: Apollo takes what a rule throws for a failure of its own. */
const told = {
  exposeLimits: true,
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, { message }: GraphQLError) => context?.reportError(new GraphQLError(`${message.replace("Syntax Error: ", "")} ${ADVICE}`))],
};

/** What one document may ask for; far above what the dashboard needs, far below what hurts. */
export const LIMITS = [
  firstRule,
  maxDepthRule({ n: 12, ignoreIntrospection: true, ...told }),
  maxAliasesRule({ n: 30, ...told }),
  maxDirectivesRule({ n: 50, ...told }),
] as unknown as ValidationRule[];

/** Why an operation is not run with these variables by this person; nothing where it is. */
export function demandRefusal(demand: Demand, actor: Actor): GraphQLError | undefined {
  const fault = inputFault(demand.variables, demand.operation.operation);
  if (fault) return new GraphQLError(fault.message, { originalError: fault, extensions: { http: { status: 400 } } });
  const cost = costOf(demand);
  const most = maxCostOf(actor);
  if (cost <= most) return undefined;
  return new GraphQLError(`Cost limit of ${most} exceeded: the answer could hold ${cost} values. ${ADVICE}`, { extensions: { code: "GRAPHQL_VALIDATION_FAILED", http: { status: 400 } } });
}

function maxCostOf({ userId, roles }: Actor): number {
  if (!userId) return MAX_COST.anonymous;
  return roles.includes(Role.ADMIN) ? MAX_COST[Role.ADMIN] : MAX_COST.person;
}
