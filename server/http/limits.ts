import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { costLimitRule } from "@escape.tech/graphql-armor-cost-limit";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import { type DefinitionNode, GraphQLError, type ValidationContext, type ValidationRule, visit } from "graphql";

export const MAX_TOKENS = 4_000;
/** An import travels as text in a variable, so the body may be larger than any query needs. */
export const MAX_BODY_BYTES = 12 * 1024 * 1024;
/** Nobody imports before signing in. */
export const MAX_ANONYMOUS_BODY_BYTES = 256 * 1024;
const MAX_FIELDS = 500;

/** GraphQL compares equal fields with one another, pair by pair, so a document with too many is not looked at any further. */
const maxFieldsRule: ValidationRule = (context) => ({
  Document(document: { definitions: readonly DefinitionNode[] }) {
    let fields = 0;
    visit(context.getDocument(), { Field: () => void fields++ });
    if (fields <= MAX_FIELDS) return;
    context.reportError(new GraphQLError(`Fields limit of ${MAX_FIELDS} exceeded, found ${fields}.`));
    document.definitions = [];
  },
});

/** Reported, not thrown: Apollo takes what a rule throws for a failure of its own. */
const told = {
  exposeLimits: true,
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, { message }: GraphQLError) => context?.reportError(new GraphQLError(`${message.replace("Syntax Error: ", "")} Ask for less at once: fewer fields or relations, or several requests.`))],
};

/** What one request may ask for; far above what the dashboard needs, far below what hurts. */
export const LIMITS = [
  maxFieldsRule,
  maxDepthRule({ n: 12, ignoreIntrospection: true, ...told }),
  maxAliasesRule({ n: 30, ...told }),
  maxDirectivesRule({ n: 50, ...told }),
  costLimitRule({ maxCost: 30_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.2, ignoreIntrospection: true, ...told }),
] as unknown as ValidationRule[];
